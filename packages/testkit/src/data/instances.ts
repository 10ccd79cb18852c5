import type { ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { executionInstance } from "./instance.ts";
import { timesOf } from "./outcome.ts";
import { hashOf, instanceIdOf } from "./vendor-ids.ts";

/**
 * Instances that fit a step: of one that failed the last one failed, with its message, and the others succeeded. The same step
 * always has the same instances. These are what a mock answers for a step whose instances were not given.
 *
 * @param count How many; by default from 1 to 5.
 */
export function instancesOf(
  step: ExecutionStep,
  count: number = 1 + (hashOf(step.execution_step_id) % 5),
): ExecutionInstance[] {
  const { execution_step_id, status = "Succeed", start_time, end_time } = step;
  return Array.from({ length: count }, (_, index) => {
    const own = index === count - 1 || status === "Pending" ? status : "Succeed";
    const start = start_time ?? 0;
    return executionInstance({
      id: index + 1,
      execution_instance_id: instanceIdOf(execution_step_id, index + 1),
      execution_step_id,
      status: own,
      ...timesOf(own, start, end_time ?? start),
    });
  });
}
