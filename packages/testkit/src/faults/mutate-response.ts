import type { ListBody } from "../operations/operation.ts";
import { DEFAULT_LIMIT } from "../operations/parameters.ts";
import type { CallQuery } from "../operations/read-query.ts";
import type { Fault } from "./fault.ts";
import type { ShapingFault } from "./fault-effect.ts";

type FaultOf<Kind extends ShapingFault["kind"]> = Fault & Extract<ShapingFault, { readonly kind: Kind }>;

export function isSkew(fault: Fault): fault is FaultOf<"skewed-clock"> {
  return fault.kind === "skewed-clock";
}

type QueryFault = FaultOf<"clamped-limit" | "ignored-offset">;

export function isQueryFault(fault: Fault): fault is QueryFault {
  return fault.kind === "clamped-limit" || fault.kind === "ignored-offset";
}

/** The query as a service with this fault takes it. */
export function shapeQuery(query: CallQuery, fault: QueryFault): CallQuery {
  if (fault.kind === "ignored-offset") return { ...query, offset: 0 };
  return { ...query, limit: Math.min(query.limit ?? DEFAULT_LIMIT, fault.limit) };
}

type ListFault = FaultOf<"wrong-total" | "shifted-total" | "missing-total" | "empty-page">;

export function isListFault(fault: Fault): fault is ListFault {
  return ["wrong-total", "shifted-total", "missing-total", "empty-page"].includes(fault.kind);
}

/** The list as a service with this fault gives it. */
export function mutateResponse(list: ListBody, fault: ListFault): ListBody {
  if (fault.kind === "empty-page") return { ...list, data: [] };
  if (fault.kind === "wrong-total") return { ...list, total: fault.total };
  if (fault.kind === "shifted-total") return { ...list, total: Number(list.total) + fault.by };
  const { total: _, ...withoutTotal } = list;
  return withoutTotal;
}
