import type { Execution } from "@coc-executions/client";
import { type Field, type FormatOptions, printable } from "./fields.ts";

/** One array, a ticket a line. */
export async function* toJson(
  executions: AsyncIterable<Execution>,
  { fields, isTerminal }: FormatOptions,
): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const execution of executions) {
    yield `${separator}  ${stringify(pick(execution, fields), isTerminal)}`;
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** A ticket a line, without brackets. */
export async function* toNdjson(
  executions: AsyncIterable<Execution>,
  { fields, isTerminal }: FormatOptions,
): AsyncGenerator<string> {
  for await (const execution of executions) yield `${stringify(pick(execution, fields), isTerminal)}\n`;
}

/** The same JSON for a terminal: what it would obey is escaped within the strings, and nothing of that kind is outside of them. */
function stringify(value: object, isTerminal: boolean): string {
  const text = JSON.stringify(value);
  return isTerminal ? printable(text) : text;
}

/** The ticket as the wire sent it, or the fields that were asked for; one that it lacks is null. */
function pick(execution: Execution, fields: readonly Field[] | undefined): object {
  if (fields === undefined) return execution;
  return Object.fromEntries(fields.map((field) => [field, execution[field] ?? null]));
}
