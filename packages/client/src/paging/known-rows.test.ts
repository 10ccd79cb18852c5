import { expect, test } from "vitest";
import { KnownRows, ORDER_CHANGED } from "./known-rows.ts";

const letters = (text: string): string[] => [...text];

/** Rows that were read as the head of a list. */
function known(text: string, rowsMove = false): KnownRows {
  const rows = new KnownRows([], rowsMove);
  rows.take(letters(text), true, false);
  return rows;
}

test("the first window at the head is new as a whole", () => {
  const rows = new KnownRows();
  expect(rows.take(letters("abc"), true, false)).toEqual({
    added: ["a", "b", "c"],
    start: 0,
    behind: 0,
    follows: true,
  });
  expect(rows.size).toBe(3);
});

test.each([
  ["cde", "de"],
  ["bcd", "d"],
  ["cxd", "xd"],
  ["xcde", "de"],
  ["abc", ""],
])("of %j behind abc the rows behind the last known one are new: %j", (window, added) => {
  expect(known("abc").take(letters(window), false, false)).toMatchObject({ added: letters(added), behind: 0 });
});

test("a window without a known row says nothing, unless it is the head of the list", () => {
  const rows = known("abc");
  expect(rows.take(letters("xyz"), false, true)).toBeUndefined();
  expect(rows.take([], false, true)).toBeUndefined();
  expect(rows.size).toBe(3);
});

test("behind a row that is not the furthest, fewer rows than are missing count only once it is sure that those have left", () => {
  const rows = known("abcdef");
  expect(rows.take(letters("bcx"), false, false)).toMatchObject({ added: [], behind: 3 });
  expect(rows.take(letters("bcx"), false, true)).toMatchObject({ added: ["x"], behind: 0 });
  expect(rows.take(letters("xy"), false, false)).toMatchObject({ added: ["y"] });
});

test("a row that stands twice in one window is new once", () => {
  expect(known("abc").take(letters("cddx"), false, false)).toMatchObject({ added: ["d", "x"] });
});

test("neighbours may swap; rows that change their order in any other way are an error, unless rows move", () => {
  expect(known("abcdefgh").take(letters("fhgi"), false, false)).toMatchObject({ added: ["i"] });
  expect(() => known("abcdefgh").take(letters("hab"), false, false)).toThrow(ORDER_CHANGED);
  expect(known("abcdefgh", true).take(letters("habi"), false, false)).toMatchObject({ added: ["i"] });
});

test("a head without a known row is a new start: what was known follows once the two meet", () => {
  const rows = known("abc");
  expect(rows.take(letters("vwx"), true, false)).toMatchObject({ added: ["v", "w", "x"], follows: false });
  expect(rows.take(letters("xy"), false, false)).toMatchObject({ added: ["y"] });
  expect(rows.take(letters("yab"), false, false)).toMatchObject({ added: [], behind: 1 });
  expect(rows.take(letters("bcd"), false, false)).toMatchObject({ added: ["d"], follows: true });
});

test("rows that turn up before known ones time and again are more than additions", () => {
  const rows = known("abcd");
  expect(rows.isScattered).toBe(false);
  for (const window of ["b1c", "2c3d", "b4d"]) rows.take(letters(window), false, false);
  expect(rows.isScattered).toBe(true);
});

test("with the anchors of a checkpoint the head is no start: it must hold a known row", () => {
  const rows = new KnownRows(letters("mno"));
  expect(rows.take(letters("abc"), true, false)).toBeUndefined();
  expect(rows.take(letters("nop"), false, false)).toMatchObject({ added: ["p"] });
});
