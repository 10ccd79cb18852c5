import type { Execution, ListExecutionsResponse } from "@coc-executions/types";

/** An object that was parsed from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a body of the list holds, or what is wrong with it. */
export type PageContent =
  | {
      readonly items: readonly Execution[];
      readonly total: number | undefined;
      /** The body itself. */
      readonly envelope: JsonObject;
      readonly problem?: undefined;
    }
  | { readonly problem: string };

/**
 * Reads the body of a 200. Only its shape is checked: tickets are passed on as they came, unknown fields and values included.
 * A body without `data` is an empty page only if it says itself that nothing matches; else tickets would be lost in silence.
 */
export function readPage(body: unknown, rowsNeedIds: boolean): PageContent {
  if (!isObject(body)) return { problem: "its body is no JSON object" };
  const { data, total: given } = body;
  const total = typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  if ((data === undefined || data === null) && total === 0) return { items: [], total, envelope: body };
  if (!isTickets(data)) return { problem: "its `data` is no array of tickets" };
  const nameless = rowsNeedIds ? data.findIndex(({ execution_id }) => typeof execution_id !== "string") : -1;
  if (nameless !== -1) return { problem: `ticket ${nameless} of its \`data\` has no \`execution_id\`` };
  return { items: data, total, envelope: body };
}

function isTickets(data: unknown): data is NonNullable<ListExecutionsResponse["data"]> {
  return Array.isArray(data) && data.every(isObject);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
