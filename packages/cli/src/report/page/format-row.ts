import type { ReportRow } from "../report-data.ts";

/** A time as the reader's clock has it. */
export function pageTime(time: number | null): string {
  return time === null ? "" : new Date(time).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" });
}

export function pageDuration(row: ReportRow): string {
  if (row.start === null || row.end === null || row.end < row.start) return "";
  const seconds = Math.round((row.end - row.start) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}h ${m}m ${s}s` : m > 0 ? `${m}m ${s}s` : `${s}s`;
}

/** The class that colours a status. */
export function statusClass(status: string): string {
  if (/^Succeed(ed)?$/.test(status)) return "is-succeeded";
  if (/^(Failed|Timeout)$/.test(status)) return "is-failed";
  return status === "Canceled" ? "is-canceled" : "is-running";
}

/** A cell of CSV, by RFC 4180; what a spreadsheet would run gets an apostrophe. */
export function csvCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvOf(rows: readonly ReportRow[]): string {
  const iso = (time: number | null) => (time === null ? "" : new Date(time).toISOString());
  const lines = rows.map(({ id, job, status, type, start, end, creator }) =>
    [id, job, status, type, iso(start), iso(end), creator].map(csvCell).join(","),
  );
  return ["execution_id,document_name,status,type,start_time,end_time,creator", ...lines, ""].join("\r\n");
}
