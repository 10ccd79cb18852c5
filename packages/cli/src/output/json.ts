import type { Execution } from "@coc-executions/types";
import type { Field } from "./fields.ts";
import { printable } from "./printable.ts";

/** Which fields, and who reads it. */
export interface JsonOptions {
  readonly fields: readonly Field[] | undefined;
  readonly isTerminal: boolean;
  /** What `--query` makes of a value. */
  readonly query: ((value: unknown) => unknown) | undefined;
}

/** One array, a ticket a line; with a query, what it makes of the array. */
export async function* toJson(
  pages: AsyncIterable<readonly Execution[]>,
  { fields, isTerminal, query }: JsonOptions,
): AsyncGenerator<string> {
  if (query !== undefined) {
    const all: object[] = [];
    for await (const executions of pages) for (const execution of executions) all.push(pick(execution, fields));
    yield `${stringify(query(all), isTerminal, 2)}\n`;
    return;
  }
  let separator = "[\n";
  for await (const executions of pages) {
    let text = "";
    for (const execution of executions) {
      text += `${separator}  ${stringify(pick(execution, fields), isTerminal)}`;
      separator = ",\n";
    }
    yield text;
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** A ticket a line, without brackets; with a query, what it makes of each. */
export async function* toNdjson(
  pages: AsyncIterable<readonly Execution[]>,
  { fields, isTerminal, query = (value) => value }: JsonOptions,
): AsyncGenerator<string> {
  for await (const executions of pages)
    yield executions.map((execution) => `${stringify(query(pick(execution, fields)), isTerminal)}\n`).join("");
}

/** The same JSON for a terminal: what it would obey is escaped within the strings, and nothing of that kind is outside of them. */
export function stringify(value: unknown, isTerminal: boolean, space?: number): string {
  const text = JSON.stringify(value ?? null, undefined, space);
  return isTerminal ? text.split("\n").map(printable).join("\n") : text;
}

/** The ticket as the wire sent it, or the fields that were asked for; one that it lacks is null. */
export function pick(execution: Execution, fields: readonly Field[] | undefined): object {
  if (fields === undefined) return execution;
  return Object.fromEntries(fields.map((field) => [field, execution[field] ?? null]));
}
