import type { CallQuery } from "./read-query.ts";

/** Whether a query holds all that the other holds. */
export function asksFor(query: CallQuery, wanted: CallQuery): boolean {
  const asked = new Map<string, unknown>(Object.entries(query));
  return Object.entries(wanted).every(([name, value]) => asked.get(name) === value);
}
