import { isObject } from "../check-option.ts";
import {
  EXECUTION_FIELDS,
  findInstanceProblem,
  findShapeProblem,
  findStepProblem,
  INSTANCE_FIELDS,
  STEP_FIELDS,
} from "../data/check-execution.ts";
import type { ShapeCheck } from "../data/shape.ts";
import type { OperationName } from "../operations/index.ts";

interface Rows {
  readonly find: ShapeCheck;
  readonly fields: readonly string[];
  /** Whether `data` is one row instead of an array. */
  readonly isOne?: boolean;
}

const TICKETS: Rows = { find: findShapeProblem, fields: EXECUTION_FIELDS };
const ROWS: Readonly<Record<OperationName, Rows>> = {
  listExecutions: TICKETS,
  getExecution: { ...TICKETS, isOne: true },
  listExecutionSteps: { find: findStepProblem, fields: STEP_FIELDS },
  listExecutionInstances: { find: findInstanceProblem, fields: INSTANCE_FIELDS },
};
const ENVELOPE: readonly string[] = ["data", "total", "error_code", "error_msg"];

/** How a good answer differs from the contract, in sentences without values: the same difference is the same sentence. */
export function differencesOf(operation: OperationName, body: unknown): Set<string> {
  const { find, fields, isOne = false } = ROWS[operation];
  if (!isObject(body)) return new Set([`${operation}: the body is no JSON object.`]);
  const { data, total } = body as { data?: unknown; total?: unknown };
  const found = new Set<string>();
  const tell = (what: string) => found.add(`${operation}: ${what}`);
  for (const name of Object.keys(body)) if (!ENVELOPE.includes(name)) tell(`${name} is not in the contract.`);
  if (!isOne && !Number.isInteger(total)) tell(`total is ${kindOf(total)}, not an integer.`);
  if (!isOne && !Array.isArray(data)) tell(`data is ${kindOf(data)}, not an array.`);
  const rows: readonly unknown[] = isOne ? [data].filter((row) => row !== undefined) : Array.isArray(data) ? data : [];
  for (const row of rows) {
    const problem = find(row);
    const place = isOne ? "data" : "data[]";
    if (problem !== undefined)
      tell(`${place}${problem.path.replace(/\[\d+\]/g, "[]")} is ${kindOf(problem.value)}, not ${problem.allowed}.`);
    if (!isObject(row)) continue;
    for (const name of Object.keys(row)) if (!fields.includes(name)) tell(`${place}.${name} is not in the contract.`);
  }
  return found;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
