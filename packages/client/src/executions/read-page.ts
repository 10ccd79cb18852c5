import type { Execution, ListExecutionsResponse } from "@coc-executions/types";
import type { JsonObject } from "../transport.ts";

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
 * A body without `data` is an empty page only if it says itself that nothing matches; otherwise tickets would be lost in silence.
 *
 * @param text What the body was parsed from.
 */
export function readPage(body: unknown, text: string, rowsNeedIds: boolean): PageContent {
  if (!isObject(body)) return { problem: "its body is not a JSON object" };
  const { data, total: given } = body;
  const total = typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  if ((data === undefined || data === null) && total === 0) return { items: [], total, envelope: body };
  if (!isTickets(data)) return { problem: "its `data` is not an array of tickets" };
  const nameless = rowsNeedIds ? data.findIndex(({ execution_id }) => typeof execution_id !== "string") : -1;
  if (nameless !== -1) return { problem: `ticket ${nameless} of its \`data\` has no \`execution_id\`` };
  return { items: withExactIds(data, text), total, envelope: body };
}

function isTickets(data: unknown): data is NonNullable<ListExecutionsResponse["data"]> {
  return Array.isArray(data) && data.every(isObject);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An `id` that is written as an integer with more digits than every number can hold. */
const LONG_ID = /("id"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * The same tickets, with `id`s that no number holds exactly as strings of their digits. `id` is an int64, which `JSON.parse`
 * rounds beyond 2^53; the contract lets it be a string. The text is searched only if an `id` was rounded.
 */
function withExactIds(tickets: readonly Execution[], text: string): readonly Execution[] {
  if (!tickets.some(isRounded)) return tickets;
  const { data }: { data: readonly Execution[] } = JSON.parse(text.replace(LONG_ID, '$1"$2"'));
  return tickets.map((ticket, row) => (isRounded(ticket) ? { ...ticket, id: data[row]?.id ?? ticket.id } : ticket));
}

function isRounded(ticket: Execution): ticket is Execution & { readonly id: number } {
  return typeof ticket.id === "number" && Math.abs(ticket.id) > Number.MAX_SAFE_INTEGER;
}
