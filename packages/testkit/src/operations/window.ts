import type { ListBody } from "./operation.ts";
import { DEFAULT_LIMIT } from "./parameters.ts";
import type { Unknowns } from "./unknowns.ts";

/** The window of a list that a query asks for, as the body of a 200. */
export function windowOf<Row extends object>(
  rows: readonly Row[],
  { limit: asked = DEFAULT_LIMIT, offset = 0 }: { readonly limit?: number; readonly offset?: number },
  unknowns: Unknowns,
): { readonly data: readonly Row[]; readonly total: number } & ListBody {
  const limit = asked < 1 ? DEFAULT_LIMIT : asked; // where the query was not refused for it
  const end = Math.min(offset + Math.min(limit, unknowns.maxLimit), unknowns.maxDepth);
  return { ...envelopeOf(unknowns), data: rows.slice(Math.min(offset, end), end), total: rows.length };
}

/** What stands in the body of every success. */
export function envelopeOf({ successCode }: Unknowns): object {
  return successCode === "absent" ? {} : { error_code: successCode };
}
