import type { Execution } from "@coc-executions/types";

/** An `id` that is written as a whole number with more digits than each number can hold. */
const LONG_ID = /("id"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * The same tickets, with the `id`s that no number holds exactly as strings of their digits. `id` is an int64, which `JSON.parse`
 * rounds beyond 2^53; the contract lets it be a string. All else stays as it was parsed.
 *
 * @param text What the tickets were parsed from. It is looked at only where an `id` was rounded.
 */
export function exactIds(tickets: readonly Execution[], text: string): readonly Execution[] {
  if (!tickets.some(isRounded)) return tickets;
  const { data }: { data: readonly Execution[] } = JSON.parse(text.replace(LONG_ID, '$1"$2"'));
  return tickets.map((ticket, row) => (isRounded(ticket) ? { ...ticket, id: data[row]?.id ?? ticket.id } : ticket));
}

function isRounded(ticket: Execution): ticket is Execution & { readonly id: number } {
  return typeof ticket.id === "number" && Math.abs(ticket.id) > Number.MAX_SAFE_INTEGER;
}
