import type { Execution } from "@coc-executions/types";

/** `start_time` and `update_time`: the latest first. `given`: as the test gave them, with new tickets in front. */
export type ListOrder = "start_time" | "update_time" | "given";

export const LIST_ORDERS: readonly ListOrder[] = ["start_time", "update_time", "given"];

/** Below 0 where the first goes before the second. */
export type Comparator = (first: Execution, second: Execution) => number;

/** Compares for a stable sort. A ticket without the time goes last. */
export function comparatorOf(order: ListOrder): Comparator {
  if (order === "given") return () => 0;
  return (first, second) => timeOf(second, order) - timeOf(first, order);
}

function timeOf(execution: Execution, field: "start_time" | "update_time"): number {
  return execution[field] ?? Number.MIN_SAFE_INTEGER;
}
