import { expect, test } from "vitest";
import { createSeenRows } from "./seen-rows.ts";

const head = { head: true, mayBeOlder: false };
const ahead = { head: false, mayBeOlder: true };

/** A taker of windows whose rows are their own ids, one letter each. */
function createTaker() {
  const rows = createSeenRows<string>();
  return (window: string, at = ahead) => rows.take([...window], [...window], at);
}

test("a window that may be older is taken where it follows the furthest row, also one that stood twice in its window", () => {
  for (const first of ["abc", "acbc"]) {
    const take = createTaker();
    take(first, head);
    expect(take("cd")).toMatchObject({ joins: true, goesOn: true, fresh: [{ item: "d" }] });
  }
});

test("one that carries the list on elsewhere is outdated, and is taken when it is surely newer", () => {
  const take = createTaker();
  take("abc", head);
  expect(take("bx")).toBe("outdated");
  expect(take("bx", { head: false, mayBeOlder: false })).toMatchObject({ joins: true, fresh: [{ item: "x" }] });
});

test("rows that stand behind a row of another group show when the order has changed", () => {
  const take = createTaker();
  take("abcdef", head);
  expect(take("exy", { head: false, mayBeOlder: false })).toMatchObject({ disordered: false });
  expect(take("yza", { head: false, mayBeOlder: false })).toMatchObject({ disordered: true });
});
