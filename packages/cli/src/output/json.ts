import type { Execution } from "@coc-executions/client";
import type { Field, FormatOptions } from "./fields.ts";

/** One array, a ticket a line. */
export async function* toJson(executions: AsyncIterable<Execution>, { fields }: FormatOptions): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const execution of executions) {
    yield `${separator}  ${JSON.stringify(pick(execution, fields))}`;
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** A ticket a line, without brackets. */
export async function* toNdjson(
  executions: AsyncIterable<Execution>,
  { fields }: FormatOptions,
): AsyncGenerator<string> {
  for await (const execution of executions) yield `${JSON.stringify(pick(execution, fields))}\n`;
}

/** The ticket as the wire sent it, or the fields that were asked for; one that it lacks is null. */
function pick(execution: Execution, fields: readonly Field[] | undefined): object {
  if (fields === undefined) return execution;
  return Object.fromEntries(fields.map((field) => [field, execution[field] ?? null]));
}
