import { expect, test } from "vitest";
import { createPlainList, idsOf, type Row, rowsNamed } from "../../test/plain-list.ts";

/** Requests of the plain loop: one window after the other until all are had. */
const plainLoop = (rows: number, pageSize: number) => Math.ceil(rows / pageSize);

test.each([0, 1, 2, 99])("%i rows, which do not fill a window, cost one request", async (count) => {
  const { list, ids, asked } = createPlainList(count);
  expect(idsOf(await list().toArray())).toEqual(ids());
  expect(asked).toEqual(["0+100"]);
});

test("rows that just fill a window cost a second request: total alone is not believed", async () => {
  const { list, ids, asked } = createPlainList(100);
  expect(idsOf(await list().toArray())).toEqual(ids());
  expect(asked).toEqual(["0+100", "99+100"]);
});

test.each([
  [10, 1, 1.15],
  [10, 8, 1.15],
  [100, 1, 1.02],
  [100, 8, 1.02],
])(
  "a quiet list in pages of %i, %i at a time, costs at most %d times the plain loop",
  async (pageSize, concurrency, most) => {
    const { list, ids, asked } = createPlainList(10_000);
    expect(idsOf(await list({ pageSize, concurrency }).toArray())).toEqual(ids());
    expect(asked.length / plainLoop(10_000, pageSize)).toBeLessThanOrEqual(most);
  },
);

test("a gap costs three requests at most", async () => {
  const quiet = createPlainList(1000);
  await quiet.list({ concurrency: 1 }).toArray();
  for (const gone of [1, 5, 50]) {
    const { rows, list, asked } = createPlainList(1000, {
      change: (number) => number === 5 && rows.splice(3, gone),
    });
    const listing = list({ concurrency: 1 });
    const came = idsOf(await listing.toArray());
    expect(came.filter((id) => rows.some((row) => row.id === id))).toEqual(idsOf(rows));
    expect(listing.receipt()).toMatchObject({
      complete: true,
      gapsRepaired: 1,
      firstTotal: 1000,
      lastTotal: 1000 - gone,
    });
    expect(asked.length).toBeLessThanOrEqual(quiet.asked.length + 2);
  }
});

// 10,000 by 100 and 298 by 100 end in a window that is full, so that it takes one more to show the end.
const sizes: [rows: number, pageSize: number, clamp?: number][] = [
  [2000, 20],
  [2000, 1000, 100],
  [50, 10, 7],
  [298, 100],
  [10_000, 100],
  [10_000, 1000],
  [100_000, 1000],
];

test.each(
  sizes.flatMap(([length, pageSize, clamp = pageSize]) =>
    [1, 2, 4, 8, 16].map((concurrency) => ({ length, pageSize, clamp, concurrency })),
  ),
)(
  "$length rows by $pageSize, $clamp at most, $concurrency in flight, take as many rounds as that allows, and no more",
  async ({ length, pageSize, clamp, concurrency }) => {
    let waiting: (() => void)[] = [];
    const { list, asked, ids, rows } = createPlainList(length, {
      wait: () => new Promise<void>((go) => waiting.push(go)),
      answer: (offset, limit) => rows.slice(offset, offset + Math.min(limit, clamp)),
    });
    const listing = list({ pageSize, concurrency });
    let rounds = 0;
    let came: string[] | undefined;
    const reading = listing.toArray().then((rows) => {
      came = idsOf(rows);
    });
    for (; came === undefined; await settle()) {
      expect(waiting.length).toBeLessThanOrEqual(concurrency);
      if (waiting.length > 0) rounds++;
      const now = waiting;
      waiting = [];
      for (const go of now) go();
    }
    await reading;
    expect(came).toEqual(ids());
    expect(rounds).toBeLessThanOrEqual(1 + Math.ceil((asked.length - 1) / concurrency));
  },
);

/** All that can run without an answer has run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the same list can be read twice, and two readings at a time do not mix", async () => {
  const { list, ids, asked } = createPlainList(250);
  const listing = list();
  expect(asked).toEqual([]);
  expect(idsOf(await listing.toArray())).toEqual(ids());
  const requests = asked.length;
  const [one, other] = await Promise.all([listing.toArray(), listing.toArray()]);
  expect([idsOf(one), idsOf(other)]).toEqual([ids(), ids()]);
  expect(asked).toHaveLength(3 * requests);
  expect(listing.receipt()).toMatchObject({ complete: true, rows: 250, windows: requests });
});

test.each([0, 1, 2, 99, 100, 101, 250, 1000])(
  "maxItems %i hands over as many rows, by item and by page",
  async (maxItems) => {
    const { list, ids, asked } = createPlainList(250);
    const listing = list({ maxItems, concurrency: 16 });
    expect(idsOf(await listing.toArray())).toEqual(ids().slice(0, maxItems));
    expect(asked.length).toBeLessThanOrEqual(Math.max(0, Math.ceil((Math.min(maxItems, 250) - 1) / 99)) + 1);
    const byPage: Row[] = [];
    for await (const { items } of listing.byPage()) byPage.push(...items);
    expect(idsOf(byPage)).toEqual(ids().slice(0, maxItems));
  },
);

test("where keeps what it is true for; the receipt counts all that was met", async () => {
  const { list } = createPlainList(250);
  const listing = list({ where: ({ id }) => id.endsWith("7"), maxItems: 20 });
  const came = await listing.toArray();
  expect(idsOf(came)).toEqual(idsOf(rowsNamed(200).filter(({ id }) => id.endsWith("7"))));
  expect(listing.checkpoint().anchors.at(-1)).toBe("r197");
});

test("byPage asks for the next page when it is wanted, and hands on each answer's own total", async () => {
  const { list, rows, asked } = createPlainList(25, { change: (number) => number === 2 && rows.push({ id: "new" }) });
  const pages: [number, number | undefined][] = [];
  for await (const { items, total } of list({ pageSize: 10, concurrency: 1 }).byPage()) {
    pages.push([items.length, total]);
    expect(asked).toHaveLength(pages.length);
  }
  expect(pages).toEqual([
    [10, 25],
    [9, 26],
    [7, 26],
  ]);
});

test("onProgress is told after each answer that brought something", async () => {
  const told: unknown[] = [];
  const { list } = createPlainList(250);
  await list({ onProgress: (progress) => told.push(progress) }).toArray();
  expect(told).toEqual([100, 199, 250].map((loaded) => ({ loaded, total: 250 })));
});

test("a receipt is incomplete until the end is reached", async () => {
  const { list } = createPlainList(250);
  const listing = list();
  expect(listing.receipt()).toMatchObject({ complete: false, windows: 0, rows: 0, firstTotal: undefined });
  for await (const { id } of listing) if (id === "r120") break;
  expect(listing.receipt()).toMatchObject({ complete: false, rows: 199, firstTotal: 250 });
  await listing.toArray();
  expect(listing.receipt()).toEqual({
    ...{ complete: true, requests: 3, maxInFlight: 2, windows: 3, rows: 250, duplicateRows: 2, gapsRepaired: 0 },
    ...{ firstTotal: 250, lastTotal: 250 },
  });
});

test.each([
  ["an async function", () => async () => false],
  ["a function that makes conditions", () => () => () => true],
])("where that is %s is refused at the first row, since it would be true of each", async (_, make) => {
  // @ts-expect-error what a JavaScript user may hand over
  const listing = createPlainList(5).list({ where: make() });
  await expect(listing.toArray()).rejects.toThrow(/^the result of where must be true or false, not /);
});

test("what only looks like a signal is refused", () => {
  // @ts-expect-error what a JavaScript user may hand over
  expect(() => createPlainList(5).list({ signal: { aborted: false } })).toThrow(/^signal must be an AbortSignal/);
});

test("options may be changed once they were handed over", async () => {
  const options: { signal?: AbortSignal } = {};
  const { list, ids } = createPlainList(5);
  const listing = list(options);
  options.signal = AbortSignal.abort();
  expect(idsOf(await listing.toArray())).toEqual(ids());
});
