import type { Execution } from "@coc-executions/types";
import { checkText, isObject, refuse } from "../check-option.ts";
import { type Comparator, comparatorOf, type ListOrder } from "./list-order.ts";

/** The list behind a mock, which a test may change while it runs. The next answer shows it. */
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
}

/**
 * Holds tickets by reference but never writes to one: the arrays and tickets that are given stay as they are.
 *
 * @throws {TypeError} from any method, for an `execution_id` that is missing, unknown or there already.
 */
export function createExecutionStore(first: readonly Execution[], order: ListOrder): ExecutionStore {
  const compare = comparatorOf(order);
  const byId = new Map<string, Execution>();
  let list: readonly Execution[] = [];

  // Every change is checked as a whole before it begins: one that is refused changes nothing.
  const store: ExecutionStore = {
    all: () => list,
    get: (execution_id) => byId.get(execution_id),
    add(...executions) {
      checkNew(executions, byId);
      for (const execution of executions) byId.set(execution.execution_id, execution);
      list = executions.reduce((grown, execution) => insert(execution, grown, compare), [...list]);
    },
    update(execution_id, changes) {
      const before = known(execution_id, byId);
      const after: Execution = { ...before, ...changes };
      if (after.execution_id !== execution_id) checkNew([after], byId);
      byId.delete(execution_id);
      byId.set(after.execution_id, after);
      const stays = compare(before, after) === 0;
      list = stays
        ? list.map((execution) => (execution === before ? after : execution))
        : insert(after, without([before], list), compare);
      return after;
    },
    remove(...execution_ids) {
      const leaving = execution_ids.map((execution_id) => known(execution_id, byId));
      for (const { execution_id } of leaving) byId.delete(execution_id);
      list = without(leaving, list);
    },
    replace(executions) {
      checkNew(executions, new Map());
      byId.clear();
      for (const execution of executions) byId.set(execution.execution_id, execution);
      list = [...executions].sort(compare);
    },
  };
  store.replace(first);
  return store;
}

function checkNew(executions: readonly Execution[], byId: ReadonlyMap<string, Execution>): void {
  const added = new Set<string>();
  for (const execution of executions) {
    if (!isObject(execution)) refuse("Each execution", execution, "an object with an execution_id");
    const { execution_id } = execution;
    checkText("execution_id", execution_id);
    if (byId.has(execution_id) || added.has(execution_id)) {
      refuse("execution_id", execution_id, "unlike that of any other ticket");
    }
    added.add(execution_id);
  }
}

function known(execution_id: string, byId: ReadonlyMap<string, Execution>): Execution {
  return byId.get(execution_id) ?? refuse("execution_id", execution_id, "that of a ticket in the list");
}

function without(leaving: readonly Execution[], list: readonly Execution[]): Execution[] {
  const gone = new Set(leaving);
  return list.filter((execution) => !gone.has(execution));
}

/** Puts a ticket into the list, before those that it equals, and gives the list. */
function insert(execution: Execution, list: Execution[], compare: Comparator): Execution[] {
  const place = list.findIndex((other) => compare(execution, other) <= 0);
  list.splice(place === -1 ? list.length : place, 0, execution);
  return list;
}
