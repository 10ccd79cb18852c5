import type {
  Execution,
  ExecutionInstance,
  ExecutionStatus,
  ExecutionStep,
  ExecutionType,
} from "@coc-executions/types";
import { InvalidArgumentError } from "../errors.ts";
import { type Time, toEpochMilliseconds } from "./time.ts";

/** A condition that is checked here, after the service has responded. */
export type ExecutionPredicate = (execution: Execution) => boolean;

// The vendor's page of one ticket spells success "Succeed", the example of its list "Succeeded"; both mean the same.
const SUCCESS: ReadonlySet<string> = new Set(["Succeed", "Succeeded"]);
const TERMINAL: ReadonlySet<string> = new Set(["Succeed", "Succeeded", "Canceled", "Failed", "Timeout"]);

/** What has a status. */
export type Run = Execution | ExecutionStep | ExecutionInstance;

/** Whether a ticket, a step or an instance has ended. A status that is not known counts as not ended. */
export function isTerminal(run: Run): boolean {
  return TERMINAL.has(run.status ?? "");
}

/** Whether a ticket, a step or an instance has ended successfully, in either of the vendor's spellings. */
export function isSuccess(run: Run): boolean {
  return SUCCESS.has(run.status ?? "");
}

/**
 * Tickets in one of these statuses. `Succeed` and `Succeeded` stand for each other.
 *
 * @throws {InvalidArgumentError} for a status that is not a string, such as an array of them: it would match nothing.
 */
export function hasStatus(...statuses: readonly ExecutionStatus[]): ExecutionPredicate {
  requireTexts(statuses, "hasStatus");
  const wanted: ReadonlySet<string> = new Set(
    statuses.flatMap((status) => (SUCCESS.has(status) ? [...SUCCESS] : [status])),
  );
  return ({ status }) => status !== undefined && wanted.has(status);
}

/**
 * Tickets of one of these types.
 *
 * @throws {InvalidArgumentError} for a type that is not a string.
 */
export function hasType(...types: readonly ExecutionType[]): ExecutionPredicate {
  requireTexts(types, "hasType");
  const wanted: ReadonlySet<string> = new Set(types);
  return ({ type }) => type !== undefined && wanted.has(type);
}

/** Tickets that started before `time`; not those whose start is unknown. */
export function startedBefore(time: Time): ExecutionPredicate {
  const bound = toEpochMilliseconds(time, "startedBefore");
  return ({ start_time }) => typeof start_time === "number" && start_time < bound;
}

function requireTexts(values: readonly unknown[], option: string): void {
  for (const value of values) {
    if (typeof value !== "string")
      throw new InvalidArgumentError({ option: `each argument of ${option}`, value, allowed: "a string" });
  }
}
