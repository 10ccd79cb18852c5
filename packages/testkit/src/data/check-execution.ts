import type { Execution } from "@coc-executions/types";
import { isObject } from "../check-option.ts";

/** What is wrong with a ticket: where, what stands there, and what may stand there. */
export interface ShapeProblem {
  /** From the ticket on, such as `.targets[0].key`; empty for the ticket itself. */
  readonly path: string;
  readonly value: unknown;
  readonly allowed: string;
}

type Check = (value: unknown) => ShapeProblem | undefined;
type Fields = readonly (readonly [name: string, check: Check])[];

const text = typed("a text", (value) => typeof value === "string");
const integer = typed("an integer", Number.isInteger);
const pair = object("an object with key and value", [
  ["key", optional(text)],
  ["value", optional(text)],
]);
const target = object("an object with key and values", [
  ["key", text],
  ["values", typed("an array", Array.isArray)],
]);

const ticket = object("an object with an execution_id", [
  ["execution_id", text],
  ["id", optional(typed("an integer or a text", (value) => typeof value === "string" || Number.isInteger(value)))],
  ["document_name", optional(text)],
  ["document_id", optional(text)],
  ["document_version_id", optional(text)],
  ["document_version", optional(text)],
  ["start_time", optional(integer)],
  ["end_time", optional(orNull(integer))],
  ["update_time", optional(integer)],
  ["creator", optional(text)],
  ["status", optional(text)],
  ["type", optional(text)],
  ["description", optional(orNull(text))],
  ["parameters", optional(arrayOf(pair))],
  ["sys_tags", optional(arrayOf(pair))],
  ["tags", optional(arrayOf(pair))],
  ["target_parameter_name", optional(orNull(text))],
  ["targets", optional(orNull(arrayOf(target)))],
]);

/**
 * What keeps a value from being a ticket of the contract; undefined where nothing does. Fields that the contract does not have,
 * and statuses and types that it does not know, are accepted: the service may add some.
 *
 * By hand, since a validator of JSON Schema would be this package's only dependency; a test holds it to the contract itself.
 */
export function findShapeProblem(value: unknown): ShapeProblem | undefined {
  return ticket(value);
}

export function isExecution(value: unknown): value is Execution {
  return ticket(value) === undefined;
}

function typed(allowed: string, isAllowed: (value: unknown) => boolean): Check {
  return (value) => (isAllowed(value) ? undefined : { path: "", value, allowed });
}

function optional(check: Check): Check {
  return (value) => (value === undefined ? undefined : check(value));
}

function orNull(check: Check): Check {
  return (value) => {
    const problem = value === null ? undefined : check(value);
    return problem?.path === "" ? { ...problem, allowed: `${problem.allowed} or null` } : problem;
  };
}

function arrayOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return { path: "", value, allowed: "an array" };
    for (const [index, item] of value.entries()) {
      const problem = check(item);
      if (problem !== undefined) return { ...problem, path: `[${index}]${problem.path}` };
    }
    return undefined;
  };
}

function object(allowed: string, fields: Fields): Check {
  return (value) => {
    if (!isRecord(value)) return { path: "", value, allowed };
    for (const [name, check] of fields) {
      const problem = check(value[name]);
      if (problem !== undefined) return { ...problem, path: `.${name}${problem.path}` };
    }
    return undefined;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value);
}
