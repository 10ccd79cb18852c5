import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { checkKeys, checkText, refuse } from "../check-option.ts";
import { EXECUTION_FIELDS, findShapeProblem } from "../data/check-execution.ts";
import { createDetailStore, type DetailStore } from "./detail-store.ts";
import { type Comparator, comparatorOf, type ListOrder } from "./list-order.ts";

/** The list behind a mock, which a test may change while it runs. The next answer shows it. @sealed */
export interface ExecutionStore {
  /** Every ticket, in the order in which the list shows them. */
  all(): readonly Execution[];
  /** One ticket, or undefined where there is none. */
  get(execution_id: string): Execution | undefined;
  /** Starts tickets: each takes its place in the order, before those that it equals. */
  add(...executions: readonly Execution[]): void;
  /** Changes fields of a ticket, and moves it if the order says so. Gives the changed ticket. */
  update(execution_id: string, changes: Partial<Execution>): Execution;
  /** Takes tickets out of the list. */
  remove(...execution_ids: readonly string[]): void;
  /** Puts another list in the place of this one. */
  replace(executions: readonly Execution[]): void;
  /** The steps of a ticket: those that it was given, else those that fit it (see `stepsOf`). */
  steps(execution_id: string): readonly ExecutionStep[];
  /** Gives a ticket steps, in the order in which they are listed. */
  setSteps(execution_id: string, steps: readonly ExecutionStep[]): void;
  /** The instances of a step: those that it was given, else those that fit it (see `instancesOf`). */
  instances(execution_step_id: string): readonly ExecutionInstance[];
  /** Gives a step instances, in the order in which they are listed. */
  setInstances(execution_step_id: string, instances: readonly ExecutionInstance[]): void;
}

/**
 * Holds tickets by reference but never writes to one: the arrays and tickets that are given stay as they are.
 *
 * @throws {TypeError} from any method, for a ticket that is not as the contract says, and for an `execution_id` that is missing,
 * unknown or there already.
 */
export function createExecutionStore(
  first: readonly Execution[],
  order: ListOrder,
  details: DetailStore = createDetailStore({}),
): ExecutionStore {
  const compare = comparatorOf(order);
  let byId = new Map<string, Execution>();
  let list: Execution[] = [];
  // `all` hands out the list itself. The first change after that is made to a copy, so that what was handed out stays as it was.
  let isHandedOut = false;

  function ownList(): Execution[] {
    if (isHandedOut) setList([...list]);
    return list;
  }

  function setList(next: Execution[]): void {
    list = next;
    isHandedOut = false;
  }

  // Every change is checked as a whole before it begins: one that is refused changes nothing.
  const store: ExecutionStore = {
    all() {
      isHandedOut = true;
      return list;
    },
    get: (execution_id) => byId.get(execution_id),
    add(...executions) {
      const added = indexById(executions, byId);
      for (const execution of added.values()) {
        byId.set(execution.execution_id, execution);
        ownList().splice(placeFor(execution, list, compare), 0, execution);
      }
    },
    update(execution_id, changes) {
      const before = known(execution_id, byId);
      checkKeys("the changes", changes, [...EXECUTION_FIELDS, ...Object.keys(before)]);
      const after: Execution = { ...before, ...changes };
      checkShape(after, "execution");
      if (after.execution_id !== execution_id) indexById([after], byId);
      byId.delete(execution_id);
      byId.set(after.execution_id, after);
      const place = list.indexOf(before, placeFor(before, list, compare));
      if (compare(before, after) === 0) ownList()[place] = after;
      else {
        ownList().splice(place, 1);
        list.splice(placeFor(after, list, compare), 0, after);
      }
      return after;
    },
    remove(...execution_ids) {
      const leaving = new Set(execution_ids.map((execution_id) => known(execution_id, byId)));
      for (const { execution_id } of leaving) byId.delete(execution_id);
      setList(list.filter((execution) => !leaving.has(execution)));
    },
    replace(executions) {
      if (!Array.isArray(executions)) refuse("executions", executions, "an array of executions");
      byId = indexById(executions, new Map());
      setList([...executions].sort(compare));
    },
    steps: (execution_id) => details.stepsOf(known(execution_id, byId)),
    setSteps: (execution_id, steps) => details.setSteps(known(execution_id, byId).execution_id, steps),
    instances: (execution_step_id) => details.instancesOf(execution_step_id, (id) => byId.get(id)),
    setInstances: details.setInstances,
  };
  store.replace(first);
  return store;
}

/** The tickets by their ids, after a look at each: its shape, and that no other has its id. */
function indexById(executions: readonly Execution[], others: ReadonlyMap<string, Execution>): Map<string, Execution> {
  const added = new Map<string, Execution>();
  for (const [index, execution] of executions.entries()) {
    checkShape(execution, "executions", index);
    const { execution_id } = execution;
    if (others.has(execution_id) || added.has(execution_id)) {
      refuse("execution_id", execution_id, "unlike that of any other ticket");
    }
    added.set(execution_id, execution);
  }
  return added;
}

function checkShape(execution: Execution, name: string, index?: number): void {
  const problem = findShapeProblem(execution);
  const place = index === undefined ? name : `${name}[${index}]`;
  if (problem !== undefined) refuse(place + problem.path, problem.value, problem.allowed);
  if (execution.execution_id === "") checkText(`${place}.execution_id`, "");
}

function known(execution_id: string, byId: ReadonlyMap<string, Execution>): Execution {
  return byId.get(execution_id) ?? refuse("execution_id", execution_id, "that of a ticket in the list");
}

/** Where a ticket goes in a list that is in order: before the first that it equals or that goes after it. */
function placeFor(execution: Execution, list: readonly Execution[], compare: Comparator): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other !== undefined && compare(execution, other) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
