import type { Execution } from "@coc-executions/types";
import { checkText, isObject, refuse } from "../check-option.ts";
import { findShapeProblem, isExecution } from "./check-execution.ts";

/**
 * Reads tickets as text: NDJSON (one a line), a JSON array, or an answer of the API with its `data`.
 *
 * @param name What the text is called in messages, such as the name of its file.
 * @throws {TypeError} that names the line, or the place in the array, and what is wrong there.
 */
export function parseExecutions(given: string, name: string): Execution[] {
  const text = given.replace(/^\uFEFF/, "");
  const whole = text.trimStart().startsWith("[") ? parse(text, name) : tryParse(text);
  const list = dataOf(whole);
  if (list !== undefined) {
    return checkAll(list.map((value, index) => ({ value, place: `${name}: executions[${index}]` })));
  }
  const lines = text.split("\n").map((line, index): [string, number] => [line, index + 1]);
  return checkAll(
    lines
      .filter(([line]) => line.trim() !== "")
      .map(([line, number]) => ({ value: parse(line, `${name}:${number}`), place: `${name}:${number}: execution` })),
  );
}

function dataOf(value: unknown): readonly unknown[] | undefined {
  const list = isObject(value) && "data" in value ? value.data : value;
  return Array.isArray(list) ? list : undefined;
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${place}: this is not valid JSON. ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Entry {
  readonly value: unknown;
  readonly place: string;
}

/** The tickets, each of which has an id of its own. */
function checkAll(entries: readonly Entry[]): Execution[] {
  const places = new Map<string, string>();
  return entries.map(({ value, place }) => {
    const execution = check(value, place);
    const { execution_id } = execution;
    checkText(`${place}.execution_id`, execution_id);
    const other = places.get(execution_id);
    if (other !== undefined) refuse(`${place}.execution_id`, execution_id, `unlike that of ${other}`);
    places.set(execution_id, place);
    return execution;
  });
}

function check(value: unknown, place: string): Execution {
  if (isExecution(value)) return value;
  const problem = findShapeProblem(value);
  return refuse(place + (problem?.path ?? ""), problem?.value, problem?.allowed ?? "a ticket");
}
