import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { isObject, refuse } from "../check-option.ts";
import { findInstanceProblem, findStepProblem } from "../data/check-execution.ts";
import { instancesOf } from "../data/instances.ts";
import type { ShapeCheck } from "../data/shape.ts";
import { stepsOf } from "../data/steps.ts";
import { ticketIdsOf } from "../data/vendor-ids.ts";

/** The steps and instances that were given, by the id of what they belong to. */
export interface Details {
  /** The steps of a ticket, by its `execution_id`, in the order in which they are listed. */
  readonly steps?: Readonly<Record<string, readonly ExecutionStep[]>> | undefined;
  /** The instances of a step, by its `execution_step_id`, in the order in which they are listed. */
  readonly instances?: Readonly<Record<string, readonly ExecutionInstance[]>> | undefined;
}

/** The steps and instances of tickets: those that were given, else those that fit. */
export interface DetailStore {
  stepsOf(execution: Execution): readonly ExecutionStep[];
  setSteps(execution_id: string, steps: readonly ExecutionStep[]): void;
  instancesOf(
    execution_step_id: string,
    find: (execution_id: string) => Execution | undefined,
  ): readonly ExecutionInstance[];
  setInstances(execution_step_id: string, instances: readonly ExecutionInstance[]): void;
  /** Puts what was given first in the place of what was given since. */
  reset(): void;
}

/** @throws {TypeError} from any method, for a step or an instance that is not as the contract says. */
export function createDetailStore(first: Details): DetailStore {
  let steps = readGiven("steps", first.steps, checkSteps);
  let instances = readGiven("instances", first.instances, checkInstances);
  /** The step with this id among those that were given, else of those that fit the ticket that its id names. */
  function findStep(
    execution_step_id: string,
    find: (execution_id: string) => Execution | undefined,
  ): ExecutionStep | undefined {
    const isIt = (step: ExecutionStep) => step.execution_step_id === execution_step_id;
    for (const given of steps.values()) {
      const step = given.find(isIt);
      if (step !== undefined) return step;
    }
    const execution = ticketIdsOf(execution_step_id)
      .map(find)
      .find((one) => one !== undefined);
    return execution === undefined || steps.has(execution.execution_id) ? undefined : stepsOf(execution).find(isIt);
  }

  return {
    stepsOf: (execution) => steps.get(execution.execution_id) ?? stepsOf(execution),
    setSteps: (execution_id, given) => void steps.set(execution_id, checkSteps("steps", given)),
    instancesOf(execution_step_id, find) {
      const given = instances.get(execution_step_id);
      if (given !== undefined) return given;
      const step = findStep(execution_step_id, find);
      return step === undefined ? [] : instancesOf(step);
    },
    setInstances: (execution_step_id, given) =>
      void instances.set(execution_step_id, checkInstances("instances", given)),
    reset() {
      steps = readGiven("steps", first.steps, checkSteps);
      instances = readGiven("instances", first.instances, checkInstances);
    },
  };
}

type CheckRows<Row> = (option: string, rows: readonly Row[]) => readonly Row[];

function readGiven<Row>(
  option: string,
  given: Readonly<Record<string, readonly Row[]>> = {},
  check: CheckRows<Row>,
): Map<string, readonly Row[]> {
  if (!isObject(given)) refuse(option, given, "an object of arrays by id");
  return new Map(Object.entries(given).map(([id, rows]) => [id, check(`${option}[${JSON.stringify(id)}]`, rows)]));
}

const checkSteps: CheckRows<ExecutionStep> = (option, steps) => checkRows(option, steps, findStepProblem);
const checkInstances: CheckRows<ExecutionInstance> = (option, instances) =>
  checkRows(option, instances, findInstanceProblem);

function checkRows<Row>(option: string, rows: readonly Row[], findProblem: ShapeCheck): readonly Row[] {
  if (!Array.isArray(rows)) refuse(option, rows, "an array");
  for (const [index, row] of rows.entries()) {
    const problem = findProblem(row);
    if (problem !== undefined) refuse(`${option}[${index}]${problem.path}`, problem.value, problem.allowed);
  }
  return rows;
}
