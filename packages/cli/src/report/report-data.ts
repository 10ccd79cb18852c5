import type { Execution } from "@coc-executions/types";
import { printable } from "../output/printable.ts";

/** A ticket as the page has it: what is shown of it, in the order of the names in {@link ReportData}. */
export interface ReportData {
  readonly made_at: number;
  readonly site: string;
  /** The filter, in the words of the command line. */
  readonly filter: string;
  readonly receipt: string;
  readonly rows: readonly ReportRow[];
  /** What failed, by the id of the ticket, where steps were read. */
  readonly failures: Readonly<Record<string, readonly string[]>>;
}

/** What a page shows of a ticket. */
export interface ReportRow {
  readonly id: string;
  readonly job: string;
  readonly status: string;
  readonly type: string;
  readonly creator: string;
  readonly start: number | null;
  readonly end: number | null;
  /** Everything else, as lines of `name: value`. */
  readonly more: readonly string[];
}

/** No text of a ticket is longer in the page; what was cut is marked with its true size. */
const MAX_TEXT = 2000;

export function toReportRow(execution: Execution): ReportRow {
  const { execution_id, document_name, status, type, creator, start_time, end_time, ...rest } = execution;
  return {
    id: shorten(execution_id),
    job: shorten(document_name),
    status: shorten(status),
    type: shorten(type),
    creator: shorten(creator),
    start: timeOf(start_time),
    end: timeOf(end_time),
    more: Object.entries(rest).flatMap(([name, value]) => {
      const isEmpty =
        value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
      return isEmpty ? [] : [`${shorten(name)}: ${shorten(typeof value === "string" ? value : JSON.stringify(value))}`];
    }),
  };
}

export function shorten(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : String(value);
  if (text.length <= MAX_TEXT) return printable(text);
  return `${printable(text.slice(0, MAX_TEXT))}… (${text.length} characters)`;
}

function timeOf(time: unknown): number | null {
  return typeof time === "number" && Math.abs(time) <= 8.64e15 ? time : null;
}
