import fc from "fast-check";
import { expect, test } from "vitest";
import { isSameJson } from "./watch-memory.ts";

/** The same value with its keys the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

test("a value is the same as its copy, in whatever order its keys come", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy: unknown = JSON.parse(JSON.stringify(value));
      expect(isSameJson(copy, turned(copy))).toBe(true);
    }),
  );
});

test("two values are the same exactly if their JSON with sorted keys is", () => {
  const sorted = (value: unknown) => JSON.stringify(value, (_, inner: unknown) => sortKeys(inner));
  const small = fc.jsonValue({ maxDepth: 2, depthSize: "small" });
  fc.assert(
    fc.property(small, small, (left, right) => {
      const [a, b]: unknown[] = [JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right))];
      expect(isSameJson(a, b)).toBe(sorted(a) === sorted(b));
    }),
  );
});

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test.each([
  ["a field more", { a: 1 }, { a: 1, b: null }],
  ["another field", { a: 1 }, { b: 1 }],
  ["null in place of nothing", { a: { b: null } }, { a: {} }],
  ["a list in place of a record", [], {}],
  ["another order of a list", { tags: [1, 2] }, { tags: [2, 1] }],
  ["a text in place of a number", { id: 1 }, { id: "1" }],
  ["a field that an object has by birth", { toString: 1 }, { other: 1 }],
])("%s is a difference", (_, left, right) => {
  expect([isSameJson(left, right), isSameJson(right, left)]).toEqual([false, false]);
});

test("a tree of any depth is compared", () => {
  const deep = (end: number) => {
    let tree: unknown = end;
    for (let depth = 0; depth < 100_000; depth++) tree = [tree];
    return tree;
  };
  expect([isSameJson(deep(1), deep(1)), isSameJson(deep(1), deep(2))]).toEqual([true, false]);
});
