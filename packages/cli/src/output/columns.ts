import type { Execution } from "@coc-executions/types";
import type { Field } from "./fields.ts";
import { printable } from "./printable.ts";
import { formatDuration, formatTime, type TimeStyle } from "./times.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly cell: (execution: Execution) => string;
  /** How soon the column is left out where a terminal is narrow: the lowest first, undefined never. */
  readonly rank?: number;
  /** Whether it may be cut. */
  readonly isFlexible?: boolean;
}

/** The columns of a table without `--fields`. */
export function defaultColumns(times: TimeStyle): readonly Column[] {
  return [
    { title: "execution id", cell: ({ execution_id }) => toCell(execution_id) },
    { title: "job", cell: ({ document_name }) => toCell(document_name), rank: 5, isFlexible: true },
    { title: "status", cell: ({ status }) => toCell(status) },
    { title: "type", cell: ({ type }) => toCell(type), rank: 2 },
    { title: `start${times.utc ? " (UTC)" : ""}`, cell: ({ start_time }) => formatTime(start_time, times), rank: 4 },
    { title: "duration", cell: ({ start_time, end_time }) => formatDuration(start_time, end_time), rank: 3 },
    { title: "creator", cell: ({ creator }) => toCell(creator), rank: 1, isFlexible: true },
  ];
}

const TIMES: readonly Field[] = ["start_time", "end_time", "update_time"];

/** A column of a field that was asked for. */
export function columnOf(field: Field, times: TimeStyle): Column {
  const isTime = TIMES.includes(field);
  return {
    title: field,
    cell: (execution) => (isTime ? formatTime(execution[field], times) : toCell(execution[field])),
    isFlexible: field !== "execution_id" && field !== "status" && !isTime,
  };
}

export function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  // What is longer is cut anyway; it need not be looked through.
  const text = (typeof value === "object" ? JSON.stringify(value) : String(value)).slice(0, 4000);
  return printable(text);
}
