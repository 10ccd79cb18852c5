import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { execution } from "./execution.ts";
import { executionInstance } from "./instance.ts";
import { instancesOf } from "./instances.ts";
import { CHILD_OF } from "./make-execution.ts";
import { executionStep } from "./step.ts";
import { instanceIdOf, stepIdOf } from "./vendor-ids.ts";

/** A few tickets with their steps and the instances of these: `createMockApi(stories.stepTimedOut)`. */
export interface Story {
  readonly executions: Execution[];
  /** By the `execution_id` of their ticket. */
  readonly steps: Record<string, ExecutionStep[]>;
  /** By the `execution_step_id` of their step. */
  readonly instances: Record<string, ExecutionInstance[]>;
}

/** Named stories. Each is created when it is read, so a test may change it. @sealed */
export interface Stories {
  /** A ticket whose second step of three timed out. For whoever tells why a ticket failed. */
  readonly stepTimedOut: Story;
  /** A ticket one of whose steps ran on forty servers and failed on two. For the instances of a step, and for paging them. */
  readonly instancesFailed: Story;
  /** A ticket that failed because the ticket that it started failed. For following a cause. */
  readonly childFailed: Story;
}

/** The stories by name. */
export const stories: Stories = {
  get stepTimedOut() {
    return stepTimedOut();
  },
  get instancesFailed() {
    return instancesFailed();
  },
  get childFailed() {
    return childFailed();
  },
};

const START = Date.UTC(2025, 6, 1, 4, 0, 0);
const MINUTE = 60_000;

/** A step of a ticket that ran for a minute: the first from its start, each other after the one before. */
function step(ticket: Execution, number: number, fields: Partial<ExecutionStep>): ExecutionStep {
  const start_time = START + (number - 1) * MINUTE;
  const execution_step_id = stepIdOf(ticket.execution_id, number);
  return executionStep({ execution_step_id, start_time, end_time: start_time + MINUTE, ...fields });
}

function storyOf(ticket: Execution, steps: readonly ExecutionStep[], others: readonly Execution[] = []): Story {
  return {
    executions: [...others, ticket],
    steps: { [ticket.execution_id]: [...steps] },
    instances: Object.fromEntries(steps.map((one) => [one.execution_step_id, instancesOf(one, 1)])),
  };
}

/** The third step never started. */
function stepTimedOut(): Story {
  const ticket = execution({ id: 1, start_time: START, end_time: START + 2 * MINUTE, status: "Timeout" });
  const message = "The step took longer than its time limit of 60 s.";
  return storyOf(ticket, [
    step(ticket, 1, { name: "prepare" }),
    step(ticket, 2, { name: "run-script", status: "Timeout", message }),
    step(ticket, 3, { name: "check", status: "Pending", start_time: null, end_time: null }),
  ]);
}

/** Servers 13 and 29 of forty. */
function instancesFailed(): Story {
  const ticket = execution({ id: 1, type: "BATCH", start_time: START, end_time: START + MINUTE, status: "Failed" });
  const failed = step(ticket, 1, { status: "Failed", message: "2 of 40 instances failed." });
  const { execution_step_id } = failed;
  const instances = Array.from({ length: 40 }, (_, index) => {
    const status = index === 12 || index === 28 ? "Failed" : "Succeed";
    const execution_instance_id = instanceIdOf(execution_step_id, index + 1);
    return executionInstance({ id: index + 1, execution_instance_id, execution_step_id, status, start_time: START });
  });
  return { ...storyOf(ticket, [failed]), instances: { [execution_step_id]: instances } };
}

/** The child began when the second step of its parent did. */
function childFailed(): Story {
  const parent = execution({ id: 1, start_time: START, end_time: START + 2 * MINUTE, status: "Failed" });
  const child = execution({
    id: 2,
    start_time: START + MINUTE,
    end_time: START + 2 * MINUTE,
    status: "Failed",
    description: CHILD_OF + parent.execution_id,
  });
  const ofParent = storyOf(
    parent,
    [
      step(parent, 1, { name: "prepare" }),
      step(parent, 2, {
        name: "run-job",
        action: "hwc:coc:execute-job",
        status: "Failed",
        message: `The ticket ${child.execution_id} failed.`,
        outputs: [{ key: "execution_id", value: child.execution_id }],
      }),
    ],
    [child],
  );
  const ofChild = storyOf(child, [
    step(child, 1, { status: "Failed", start_time: START + MINUTE, end_time: START + 2 * MINUTE }),
  ]);
  return {
    executions: ofParent.executions,
    steps: { ...ofParent.steps, ...ofChild.steps },
    instances: { ...ofParent.instances, ...ofChild.instances },
  };
}
