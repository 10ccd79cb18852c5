import { contract } from "@coc-executions/openapi/contract";
import { expect, test } from "vitest";
import { EXECUTION_STATUSES, EXECUTION_TYPES } from "./index.ts";

test("the lists hold what the contract lists, in its order, and cannot be changed", () => {
  expect(EXECUTION_STATUSES).toEqual(contract.components?.schemas?.KnownExecutionStatus?.enum);
  expect(EXECUTION_TYPES).toEqual(contract.components?.schemas?.KnownExecutionType?.enum);
  expect(Object.isFrozen(EXECUTION_STATUSES) && Object.isFrozen(EXECUTION_TYPES)).toBe(true);
});
