import type { ReportRow } from "../report-data.ts";

// The functions of this folder run in the page: each is embedded by its own text, so that it may use nothing but its parameters,
// the other functions of this folder by their names, and the browser.

/** What the reader has chosen. */
export interface Choice {
  text: string;
  /** By the name of the field: a job, a creator, a status, a day. */
  readonly filters: Map<string, string>;
  sort: { readonly field: SortField; readonly isDescending: boolean } | undefined;
}

export type SortField = "id" | "job" | "status" | "type" | "start" | "duration" | "creator";

/** The places of the rows that are wanted, in the order that is wanted. */
export function findRows(rows: readonly ReportRow[], texts: readonly string[], choice: Choice): number[] {
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  const filters = [...choice.filters];
  const found: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined) continue;
    if (!words.every((word) => texts[index]?.includes(word))) continue;
    if (filters.every(([field, value]) => fieldOf(row, field) === value)) found.push(index);
  }
  const { sort } = choice;
  if (sort === undefined) return found;
  const keys = new Map(found.map((index) => [index, sortKey(rows[index], sort.field)]));
  const direction = sort.isDescending ? -1 : 1;
  return found.sort((one, other) => {
    const [a, b] = [keys.get(one) ?? "", keys.get(other) ?? ""];
    return a === b ? one - other : direction * (a < b ? -1 : 1);
  });
}

export function fieldOf(row: ReportRow, field: string): string {
  const start = row.start === null ? "" : new Date(row.start).toISOString().replace("T", " ");
  if (field === "day") return start.slice(0, 10);
  if (field === "hour") return start.slice(0, 13);
  if (field === "job") return row.job;
  if (field === "creator") return row.creator;
  return row.status;
}

export function sortKey(row: ReportRow | undefined, field: SortField): string | number {
  if (row === undefined) return "";
  if (field === "start") return row.start ?? -1;
  if (field === "duration") return row.start === null || row.end === null ? -1 : row.end - row.start;
  return row[field].toLowerCase();
}
