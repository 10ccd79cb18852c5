import type { ExecutionStep } from "@coc-executions/types";
import { checkKeys } from "../check-option.ts";
import { STEP_FIELDS } from "./check-execution.ts";
import { messageOf, timesOf } from "./outcome.ts";

const START = Date.UTC(2025, 6, 1, 4, 0, 0);

/**
 * One whole step, made to fit what is given: its times and its message follow its status. Pure: the same overrides give the same
 * step, so give each one an `execution_step_id` of its own.
 *
 * ```ts
 * executionStep({ status: "Failed" })   // has a message that says why
 * ```
 *
 * @throws {TypeError} for a field that the contract does not have.
 */
export function executionStep(overrides: Partial<ExecutionStep> = {}): ExecutionStep {
  checkKeys("the overrides of executionStep()", overrides, STEP_FIELDS);
  const { status = "Succeed", start_time } = overrides;
  return {
    execution_step_id: "ES2025070112000000000101",
    action: "hwc:coc:execute-script",
    name: "run-script",
    status,
    message: messageOf(status),
    ...timesOf(status, start_time ?? START),
    inputs: [{ key: "script", value: "restart-service.sh" }],
    outputs: [],
    properties: {},
    ...overrides,
  };
}
