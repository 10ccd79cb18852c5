import type { Execution } from "@coc-executions/types";
import { checkText, isObject, refuse } from "../check-option.ts";
import { comparatorOf, type ListOrder } from "./list-order.ts";

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
 * A store of its own copies: the arrays and tickets that are given stay as they are.
 *
 * @throws {TypeError} from any method, for an `execution_id` that is missing, unknown or there already.
 */
export function createExecutionStore(first: readonly Execution[], order: ListOrder): ExecutionStore {
  const compare = comparatorOf(order);
  const byId = new Map<string, Execution>();
  let list: Execution[] = [];

  function register(execution: Execution): void {
    if (!isObject(execution)) refuse("Each execution", execution, "an object with an execution_id");
    checkText("execution_id", execution.execution_id);
    if (byId.has(execution.execution_id))
      refuse("execution_id", execution.execution_id, "unlike that of any other ticket");
    byId.set(execution.execution_id, execution);
  }

  function known(execution_id: string): Execution {
    return byId.get(execution_id) ?? refuse("execution_id", execution_id, "that of a ticket in the list");
  }

  function insert(execution: Execution): void {
    const place = list.findIndex((other) => compare(execution, other) <= 0);
    list.splice(place === -1 ? list.length : place, 0, execution);
  }

  const store: ExecutionStore = {
    all: () => list,
    get: (execution_id) => byId.get(execution_id),
    add(...executions) {
      list = [...list];
      for (const execution of executions) {
        register(execution);
        insert(execution);
      }
    },
    update(execution_id, changes) {
      const before = known(execution_id);
      const after: Execution = { ...before, ...changes };
      const place = list.indexOf(before);
      byId.delete(execution_id);
      register(after);
      list = [...list];
      list[place] = after;
      if (compare(before, after) !== 0) {
        list.splice(place, 1);
        insert(after);
      }
      return after;
    },
    remove(...execution_ids) {
      const leaving = new Set(execution_ids.map(known));
      for (const execution_id of execution_ids) byId.delete(execution_id);
      list = list.filter((execution) => !leaving.has(execution));
    },
    replace(executions) {
      byId.clear();
      for (const execution of executions) register(execution);
      list = [...executions].sort(compare);
    },
  };
  store.replace(first);
  return store;
}
