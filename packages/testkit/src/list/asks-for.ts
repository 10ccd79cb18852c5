import type { ListExecutionsQuery } from "@coc-executions/types";

/** Whether a query holds all that the other holds. */
export function asksFor(query: ListExecutionsQuery, wanted: ListExecutionsQuery): boolean {
  const asked = new Map<string, unknown>(Object.entries(query));
  return Object.entries(wanted).every(([name, value]) => asked.get(name) === value);
}
