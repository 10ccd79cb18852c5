import type { ExecutionInstance } from "@coc-executions/types";
import { checkKeys } from "../check-option.ts";
import { INSTANCE_FIELDS } from "./check-execution.ts";
import { messageOf, timesOf } from "./outcome.ts";

const START = Date.UTC(2025, 6, 1, 4, 0, 0);

/**
 * One whole instance of a step, made to fit what is given: its times and its message follow its status. Pure: the same overrides
 * give the same instance, so give each one an `execution_instance_id` of its own.
 *
 * @throws {TypeError} for a field that the contract does not have.
 */
export function executionInstance(overrides: Partial<ExecutionInstance> = {}): ExecutionInstance {
  checkKeys("the overrides of executionInstance()", overrides, INSTANCE_FIELDS);
  const { status = "Succeed", id = 1, start_time } = overrides;
  return {
    id,
    execution_instance_id: `EI2025070112000000000101${String(id).padStart(4, "0")}`,
    execution_step_id: "ES2025070112000000000101",
    status,
    message: messageOf(status),
    ...timesOf(status, start_time ?? START),
    properties: { fixed_ip: `192.168.${(id >> 8) & 255}.${id & 255}` },
    ...overrides,
  };
}
