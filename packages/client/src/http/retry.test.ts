import { expect, test } from "vitest";
import { backoffDelay } from "./retry.ts";

const retry = { maxAttempts: 10, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };
const delays = (random: number, retryAfter?: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((attempts) => backoffDelay(attempts, retryAfter, retry, () => random));

test("the longest wait doubles up to maxDelay", () => {
  expect(delays(1)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test("the jitter is full: any wait from none up to the longest", () => {
  expect(delays(0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(delays(0.25)).toEqual([125, 250, 500, 1000, 2000, 2000, 2000]);
});

test("what the service asks for is a minimum; a little jitter comes on top", () => {
  expect(backoffDelay(1, 3000, retry, () => 0)).toBe(3000);
  expect(backoffDelay(1, 3000, retry, () => 1)).toBe(3300);
  expect(backoffDelay(1, 60_000, retry, () => 1)).toBe(60_500);
});

test("a service that asks for no wait, or for a short one, is backed off from all the same", () => {
  expect(delays(1, 0)).toEqual(delays(1));
  expect(delays(0.25, 0)).toEqual(delays(0.25));
  expect(backoffDelay(4, 100, retry, () => 1)).toBe(4000);
});
