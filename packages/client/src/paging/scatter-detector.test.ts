import { expect, test } from "vitest";
import { createRandom } from "../../test/exactness/random.ts";
import { createPlainList, idsOf, rowsNamed } from "../../test/plain-list.ts";
import { createScatterDetector } from "./scatter-detector.ts";

/** What a window brought: so many rows before a row that was seen, and so many behind the last one. */
const freshRows = (before: number, behind: number) =>
  Array.from({ length: before + behind }, (_, index) => ({
    ...{ item: {}, index, nextSeen: undefined },
    isNext: index >= before,
  }));

type Brought = readonly [offset: number, before: number, behind: number];

const windows: readonly [name: string, brought: readonly Brought[], isScattered: boolean][] = [
  ["nothing yet", [], false],
  [
    "windows that carry the list on",
    [
      [0, 0, 10],
      [9, 0, 9],
      [18, 0, 9],
    ],
    false,
  ],
  [
    "rows that were added at the head",
    [
      [0, 0, 10],
      [0, 10, 0],
      [0, 10, 0],
    ],
    false,
  ],
  [
    "one row in the midst of each window",
    [
      [0, 0, 10],
      [9, 1, 8],
      [18, 1, 8],
    ],
    false,
  ],
  [
    "one window full of rows that were added",
    [
      [0, 0, 10],
      [9, 0, 9],
      [18, 9, 0],
    ],
    false,
  ],
  [
    "new rows on both sides of a seen one in each window",
    [
      [0, 0, 10],
      [9, 4, 5],
      [18, 4, 5],
    ],
    true,
  ],
  [
    "an only window behind the head that is so",
    [
      [0, 0, 10],
      [9, 1, 1],
    ],
    true,
  ],
];

test.each(windows)("%s", (_, brought, isScattered) => {
  const scatter = createScatterDetector();
  for (const [offset, before, behind] of brought) scatter.saw({ offset, fresh: freshRows(before, behind) });
  expect(scatter.isScattered).toBe(isScattered);
});

test("a list in another order in each answer is never handed over with rows missing", async () => {
  const resolved: string[] = [];
  for (let seed = 1; seed <= 300; seed++) {
    const { integer, next } = createRandom(seed);
    const all = rowsNamed(integer(20, 200));
    const shuffled = () => all.map((row) => ({ row, key: next() })).sort((a, b) => a.key - b.key);
    const answer = (offset: number, limit: number) =>
      shuffled()
        .slice(offset, offset + limit)
        .map(({ row }) => row);
    const { list, ids } = createPlainList(all.length, { answer });
    const rows = await list({ pageSize: integer(5, 15), concurrency: integer(1, 8) })
      .toArray()
      .catch(() => undefined);
    if (rows !== undefined && idsOf(rows).length < ids().length)
      resolved.push(`seed ${seed}: ${rows.length} of ${all.length}`);
  }
  expect(resolved).toEqual([]);
});
