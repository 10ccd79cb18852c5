import { expect, test } from "vitest";
import { createRetryBudget } from "./retry.ts";

function spendAll(budget: ReturnType<typeof createRetryBudget>): number {
  let spent = 0;
  while (budget.spend()) spent++;
  return spent;
}

test("a hundred retries are there at the start, and then no more", () => {
  expect(spendAll(createRetryBudget())).toBe(100);
});

test("five successes earn one retry", () => {
  const budget = createRetryBudget();
  spendAll(budget);
  for (let success = 0; success < 4; success++) budget.earn();
  expect(budget.spend()).toBe(false);
  budget.earn();
  expect(spendAll(budget)).toBe(1);
});

test("it never holds more than at the start", () => {
  const budget = createRetryBudget();
  for (let success = 0; success < 1000; success++) budget.earn();
  expect(spendAll(budget)).toBe(100);
});
