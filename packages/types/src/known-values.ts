import type { components } from "./generated/coc-executions.ts";

type KnownExecutionStatus = components["schemas"]["KnownExecutionStatus"];
type KnownExecutionType = components["schemas"]["KnownExecutionType"];

// As tables, because the compiler then names the value that is missing here or unknown to the contract.
const statuses: Readonly<Record<KnownExecutionStatus, true>> = {
  Pending: true,
  Running: true,
  Succeed: true,
  Succeeded: true,
  Canceling: true,
  Canceled: true,
  Failed: true,
  Timeout: true,
};

const types: Readonly<Record<KnownExecutionType, true>> = {
  BATCH: true,
  RATE_CONTROL: true,
  NORMAL: true,
};

/** The statuses that the contract knows, in its order. The service may send others. */
export const EXECUTION_STATUSES: readonly KnownExecutionStatus[] = keysOf(statuses);

/** The types that the contract knows, in its order. The service may send others. */
export const EXECUTION_TYPES: readonly KnownExecutionType[] = keysOf(types);

function keysOf<Key extends string>(table: Readonly<Record<Key, true>>): readonly Key[] {
  return Object.freeze(Object.keys(table) as Key[]); // a table of literal keys has no others
}
