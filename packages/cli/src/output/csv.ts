import type { Execution } from "@coc-executions/client";
import { stringify } from "csv-stringify/sync";
import { FIELDS, type FormatOptions } from "./fields.ts";

/** RFC 4180 with a header. Lists and objects are written as JSON, times as epoch milliseconds, null as nothing. */
export async function* toCsv(
  executions: AsyncIterable<Execution>,
  { fields = FIELDS }: FormatOptions,
): AsyncGenerator<string> {
  yield stringify([fields]);
  for await (const execution of executions) yield stringify([fields.map((field) => toCell(execution[field]))]);
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
