import type { Execution, ExecutionStep } from "@coc-executions/types";
import { messageOf, timesOf } from "./outcome.ts";
import { integerBetween, seededRandom } from "./random.ts";
import { hashOf, stepIdOf } from "./vendor-ids.ts";

/**
 * Steps that fit a ticket: one that failed has a last step that failed, with its message; of one that runs, the last runs. The same
 * ticket always has the same steps. These are what a mock answers for a ticket whose steps were not given.
 */
export function stepsOf(execution: Execution): ExecutionStep[] {
  const { execution_id, status = "Succeed" } = execution;
  const random = seededRandom(hashOf(execution_id));
  const count = status === "Pending" ? 1 : integerBetween(random, 1, ACTIONS.length);
  const start = execution.start_time ?? 0;
  const end = Math.max(start, execution.end_time ?? execution.update_time ?? start);
  const at = (step: number) => start + Math.floor(((end - start) * step) / count);
  return ACTIONS.slice(0, count).map(([action, name], index) => {
    const stepStatus = index === count - 1 ? status : "Succeed";
    return {
      execution_step_id: stepIdOf(execution_id, index + 1),
      action,
      name,
      status: stepStatus,
      message: messageOf(stepStatus),
      ...timesOf(stepStatus, at(index), at(index + 1)),
      inputs: index === 0 ? [...(execution.parameters ?? [])] : [],
      outputs: [],
      properties: {},
    };
  });
}

const ACTIONS: readonly (readonly [action: string, name: string])[] = [
  ["hwc:coc:execute-script", "prepare"],
  ["hwc:coc:execute-script", "run-script"],
  ["hwc:coc:execute-script", "check"],
  ["hwc:coc:execute-script", "report"],
];
