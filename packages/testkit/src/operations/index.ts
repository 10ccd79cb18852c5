import type { operations } from "@coc-executions/types";
import type { FilterContext } from "./filter-executions.ts";
import { getExecution } from "./get-execution.ts";
import { listExecutionInstances } from "./list-execution-instances.ts";
import { listExecutionSteps } from "./list-execution-steps.ts";
import { listExecutions } from "./list-executions.ts";
import type { Answerer, MockOperation } from "./operation.ts";

/** The name of an operation of the contract. */
export type OperationName = keyof operations;

/** If the compiler misses one here, the contract has a new operation: write its file beside this one. */
export const OPERATIONS: { readonly [Name in OperationName]: MockOperation } = {
  listExecutions,
  listExecutionInstances, // its path is one that the next would take for a ticket
  getExecution,
  listExecutionSteps,
};

/** The parameters of all operations. */
export const PARAMETER_NAMES: readonly string[] = [
  ...new Set(Object.values(OPERATIONS).flatMap(({ parameters }) => Object.keys(parameters))),
];

/** How a mock with these settings answers each operation. */
export function createAnswerers(context: FilterContext): Readonly<Record<OperationName, Answerer>> {
  const entries = Object.entries(OPERATIONS).map(([name, operation]) => [name, operation.create(context)]);
  return Object.fromEntries(entries);
}
