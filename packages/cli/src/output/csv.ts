import type { Execution } from "@coc-executions/types";
import { stringify } from "csv-stringify/sync";
import { FIELDS, type Field } from "./fields.ts";
import { printable } from "./printable.ts";
import { toIso } from "./times.ts";

/** A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** How cells are written. */
export interface CsvOptions {
  readonly fields: readonly Field[] | undefined;
  readonly isTerminal: boolean;
  readonly iso: boolean;
  readonly bom: boolean;
  readonly defuseFormulas: boolean;
}

const TIMES: readonly Field[] = ["start_time", "end_time", "update_time"];

/** The first line: the names of the fields. */
export function csvHeader({ fields = FIELDS, bom }: CsvOptions): string {
  return `${bom ? "\ufeff" : ""}${stringify([[...fields]])}`;
}

/** RFC 4180. Lists and objects are written as JSON, times as epoch milliseconds unless ISO 8601 was asked for, null as nothing. */
export function csvRows(
  executions: readonly Execution[],
  { fields = FIELDS, isTerminal, iso, defuseFormulas }: CsvOptions,
): string {
  function cell(execution: Execution, field: Field): string {
    const value = execution[field];
    if (iso && typeof value === "number" && TIMES.includes(field) && Math.abs(value) <= 8.64e15)
      return toIso(new Date(value));
    const text = toText(value);
    const defused = defuseFormulas && typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
    return isTerminal ? printable(defused) : defused;
  }
  return stringify(executions.map((execution) => fields.map((field) => cell(execution, field))));
}

export async function* toCsv(pages: AsyncIterable<readonly Execution[]>, options: CsvOptions): AsyncGenerator<string> {
  yield csvHeader(options);
  for await (const executions of pages) yield csvRows(executions, options);
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
