import type { Execution } from "@coc-executions/client";
import { stringify } from "csv-stringify/sync";
import { FIELDS, type FormatOptions, printable } from "./fields.ts";

/** A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180 with a header. Lists and objects are written as JSON, times as epoch milliseconds, null as nothing. */
export async function* toCsv(
  executions: AsyncIterable<Execution>,
  { fields = FIELDS, isTerminal, defuseFormulas }: FormatOptions,
): AsyncGenerator<string> {
  const toSafeCell = (value: unknown): string => {
    const text = toCell(value);
    const defused = defuseFormulas && typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
    return isTerminal ? printable(defused) : defused;
  };
  yield stringify([fields]);
  for await (const execution of executions) yield stringify([fields.map((field) => toSafeCell(execution[field]))]);
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
