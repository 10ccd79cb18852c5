import { expect, test } from "vitest";
import { hasStatus, hasType, isSuccess, isTerminal, startedBefore } from "./predicates.ts";

const ticket = (fields: object) => ({ execution_id: "EX1", ...fields });

test.each([
  ["Pending", false, false],
  ["Running", false, false],
  ["Canceling", false, false],
  ["Canceled", true, false],
  ["Failed", true, false],
  ["Timeout", true, false],
  ["Succeed", true, true],
  ["Succeeded", true, true],
  ["Archived", false, false], // not known, so not ended
  ["constructor", false, false],
  [undefined, false, false],
])("a ticket in %s: terminal %s, success %s", (status, terminal, success) => {
  const execution = ticket(status === undefined ? {} : { status });
  expect(isTerminal(execution)).toBe(terminal);
  expect(isSuccess(execution)).toBe(success);
});

test("hasStatus takes any of its statuses, known or not", () => {
  const wanted = hasStatus("Failed", "Archived");
  expect(["Failed", "Archived", "Running"].map((status) => wanted(ticket({ status })))).toEqual([true, true, false]);
  expect(wanted(ticket({}))).toBe(false);
});

test("hasStatus takes either spelling of success for both", () => {
  for (const asked of ["Succeed", "Succeeded"]) {
    expect(["Succeed", "Succeeded", "Failed"].map((status) => hasStatus(asked)(ticket({ status })))).toEqual([
      true,
      true,
      false,
    ]);
  }
});

test("hasType takes any of its types", () => {
  const wanted = hasType("BATCH", "RATE_CONTROL");
  expect(["BATCH", "RATE_CONTROL", "NORMAL"].map((type) => wanted(ticket({ type })))).toEqual([true, true, false]);
  expect(wanted(ticket({}))).toBe(false);
});

test("startedBefore leaves out the moment itself and tickets whose start is not known", () => {
  const before = startedBefore("2025-07-01T12:00:00Z");
  const bound = 1_751_371_200_000;
  expect([bound - 1, bound, bound + 1].map((start_time) => before(ticket({ start_time })))).toEqual([
    true,
    false,
    false,
  ]);
  expect(before(ticket({}))).toBe(false);
});

test("startedBefore refuses seconds", () => {
  expect(() => startedBefore(1_751_371_200)).toThrow(/^startedBefore must be .*seconds/);
});

test.each([[["Failed"]], [undefined], [5]])(
  "%o among statuses or types is refused: it would match nothing",
  (value) => {
    const given: never[] = JSON.parse(JSON.stringify([value]));
    expect(() => hasStatus(...given)).toThrow(/^each argument of hasStatus must be a string, not /);
    expect(() => hasType(...given)).toThrow(/^each argument of hasType must be a string, not /);
  },
);
