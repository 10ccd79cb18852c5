import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { arrayOf, mapOf, object, optional, orNull, type ShapeCheck, type ShapeProblem, typed } from "./shape.ts";

type Fields<Row> = readonly (readonly [name: keyof Row & string, check: ShapeCheck])[];

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

const TICKET: Fields<Execution> = [
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
];
const ticket = object("an object with an execution_id", TICKET);

const STEP: Fields<ExecutionStep> = [
  ["execution_step_id", text],
  ["action", optional(text)],
  ["name", optional(text)],
  ["status", optional(text)],
  ["message", optional(orNull(text))],
  ["start_time", optional(orNull(integer))],
  ["end_time", optional(orNull(integer))],
  ["inputs", optional(orNull(arrayOf(pair)))],
  ["outputs", optional(orNull(arrayOf(pair)))],
  ["properties", optional(orNull(mapOf(text)))],
];

/** What keeps a value from being a step of the contract. */
export const findStepProblem: ShapeCheck = object("an object with an execution_step_id", STEP);

const INSTANCE: Fields<ExecutionInstance> = [
  ["execution_instance_id", text],
  ["execution_step_id", optional(text)],
  ["id", optional(integer)],
  ["status", optional(text)],
  ["message", optional(orNull(text))],
  ["start_time", optional(orNull(integer))],
  ["end_time", optional(orNull(integer))],
  ["properties", optional(orNull(mapOf(text)))],
];

/** What keeps a value from being an instance of the contract. */
export const findInstanceProblem: ShapeCheck = object("an object with an execution_instance_id", INSTANCE);

/** The fields that the contract has. */
export const EXECUTION_FIELDS: readonly string[] = TICKET.map(([name]) => name);
export const STEP_FIELDS: readonly string[] = STEP.map(([name]) => name);
export const INSTANCE_FIELDS: readonly string[] = INSTANCE.map(([name]) => name);

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
