import { expect, test } from "vitest";
import { hexDigits, integerBetween, pickWeighted, seededRandom } from "./random.ts";

test("gives the numbers of mulberry32", () => {
  const random = seededRandom(1);
  expect([random(), random(), random()].map((number) => number * 2 ** 32)).toEqual([2693262067, 11749833, 2265367787]);
});

test("gives the same numbers for the same seed, and others for another", () => {
  const first = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));
  expect(first(7)).toEqual(first(7));
  expect(first(7)).not.toEqual(first(8));
});

test("draws whole numbers from both ends of the range", () => {
  const random = seededRandom(1);
  const drawn = new Set(Array.from({ length: 200 }, () => integerBetween(random, -1, 2)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
});

test("draws items as often as they weigh", () => {
  const random = seededRandom(1);
  const drawn = Array.from({ length: 10_000 }, () =>
    pickWeighted(random, [
      ["often", 9],
      ["seldom", 1],
      ["never", 0],
    ] as const),
  );
  const seldom = drawn.filter((item) => item === "seldom").length;
  expect(seldom).toBeGreaterThan(800);
  expect(seldom).toBeLessThan(1200);
  expect(drawn).not.toContain("never");
});

test("makes hexadecimal digits", () => {
  expect(hexDigits(seededRandom(1), 32)).toMatch(/^[0-9a-f]{32}$/);
});
