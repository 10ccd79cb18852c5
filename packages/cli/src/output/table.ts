import type { Execution } from "@coc-executions/client";
import Table from "cli-table3";
import { type Field, type FormatOptions, printable } from "./fields.ts";

type Column = readonly [title: string, cell: (execution: Execution) => string];

const COLUMNS: readonly Column[] = [
  ["execution id", ({ execution_id }) => toCell(execution_id)],
  ["job", ({ document_name }) => toCell(document_name)],
  ["status", ({ status }) => toCell(status)],
  ["type", ({ type }) => toCell(type)],
  ["start (UTC)", ({ start_time }) => toTime(start_time)],
  ["duration", ({ start_time, end_time }) => toDuration(start_time, end_time)],
  ["creator", ({ creator }) => toCell(creator)],
];

const TIMES: readonly Field[] = ["start_time", "end_time", "update_time"];

/** Lines of text are kept apart by columns, so a table waits for its last ticket. */
export async function* toTable(
  executions: AsyncIterable<Execution>,
  { fields }: FormatOptions,
): AsyncGenerator<string> {
  const columns = fields?.map(toColumn) ?? COLUMNS;
  const table = new Table({
    head: columns.map(([title]) => title),
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
    chars: NO_BORDERS,
  });
  for await (const execution of executions) table.push(columns.map(([, cell]) => cell(execution)));
  const lines = table.toString().split("\n");
  yield `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function toColumn(field: Field): Column {
  return [field, (execution) => (TIMES.includes(field) ? toTime(execution[field]) : toCell(execution[field]))];
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return printable(text);
}

function toTime(time: unknown): string {
  const date = new Date(typeof time === "number" ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().replace("T", " ").slice(0, 19);
}

function toDuration(start: unknown, end: unknown): string {
  if (typeof start !== "number" || typeof end !== "number" || end < start) return "";
  const seconds = Math.round((end - start) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  const [h, m, s] = parts;
  return h > 0 ? `${h}h ${m}m ${s}s` : m > 0 ? `${m}m ${s}s` : `${s}s`;
}

const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};
