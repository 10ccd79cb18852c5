import { expect, test } from "vitest";
import { locateBefore, searchAround } from "./locate.ts";

const PAGE = 10;

/** Looks for the last of `left` known rows with windows of ten, after one at `start` held none; the offsets it looked at. */
function locate(start: number, left: number, limit = 100): number[] {
  const gap = locateBefore(start, PAGE, start);
  const offsets: number[] = [];
  while (gap.offset !== undefined && offsets.length < limit) {
    const { offset } = gap;
    offsets.push(offset);
    if (offset >= left) gap.missed(offset);
    else if (offset + PAGE > left)
      return offsets; // it holds the last known row and what follows
    else gap.narrowed(offset, start + 1, false);
  }
  return offsets;
}

test("after a few rows have left, the window before the gap holds the furthest known row", () => {
  expect(locate(100, 95)).toEqual([91]);
});

test.each([0, 1, 17, 50, 300, 4000, 9999])(
  "of 10,000 rows of which %i are left, the last is found in few requests",
  (left) => {
    const offsets = locate(10_000, left);
    const last = offsets.at(-1) ?? 0;
    if (left > 0) expect(last < left && last + PAGE > left).toBe(true);
    expect(offsets.length).toBeLessThanOrEqual(24);
  },
);

test("where no window before holds a known row, it says so", () => {
  const gap = locateBefore(30, PAGE, 20);
  while (gap.offset !== undefined) {
    expect(gap.offset).toBeGreaterThanOrEqual(10);
    gap.missed(gap.offset);
  }
  expect(gap.isClosed).toBe(false);
});

test("a window with known rows next to one without closes the gap", () => {
  const gap = locateBefore(20, PAGE, 20);
  expect(gap.offset).toBe(11);
  gap.narrowed(19, 21, true);
  expect(gap.isClosed).toBe(true);
});

test("the place of a checkpoint is looked for to both sides, further and further, down to the head and up to the end", () => {
  const search = searchAround(50, PAGE + 1);
  const offsets: number[] = [];
  while (search.offset !== undefined) {
    const { offset } = search;
    offsets.push(offset);
    search.missed(offset, offset < 100 ? PAGE : 0, undefined);
  }
  expect(offsets.slice(0, 5)).toEqual([50, 59, 41, 68, 32]);
  expect(Math.min(...offsets)).toBe(0);
  expect(Math.max(...offsets)).toBeGreaterThanOrEqual(100);
});

test("a list that has become much shorter is looked through from its end", () => {
  const search = searchAround(100_000, 100);
  search.missed(100_000, 0, 500);
  expect(search.offset).toBeLessThanOrEqual(500);
});
