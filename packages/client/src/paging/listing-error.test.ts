import { expect, test } from "vitest";
import { createRandom } from "../../test/exactness/random.ts";
import { createPlainList, idsOf, type PlainService, type Row, rowsNamed } from "../../test/plain-list.ts";

const all = rowsNamed(200);
const { next } = createRandom(1);

function shuffled(rows: readonly Row[]): Row[] {
  const keys = new Map(rows.map((row) => [row, next()]));
  return [...rows].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** What makes a list that cannot be read exactly, and what the error says of it. */
const services: [name: string, service: PlainService, reason: RegExp, isPlaceLost?: boolean][] = [
  ["ignores the offset", { answer: (_, limit) => all.slice(0, limit) }, /ignores the offset/],
  ["hands out one row at a time", { answer: (offset) => all.slice(offset, offset + 1) }, /one row at a time/],
  ["sends the same window each time", { answer: () => all.slice(20, 30) }, /ignores the offset/],
  [
    "sends nothing, and says that there is something",
    { answer: () => [] },
    /says that the list has 200 rows, but shows none behind row \d/,
  ],
  ["sends rows without an id", { answer: () => [{ id: "a" }, { id: "" }] }, /no id/],
  [
    "sends its list in another order each time",
    { answer: (offset, limit) => shuffled(all).slice(offset, offset + limit) },
    /the order of the list changed/,
    true,
  ],
];

test.each(services)(
  "a service that %s ends in an error, within a bounded number of requests",
  async (_, service, reason, isPlaceLost = false) => {
    const { list, asked } = createPlainList(200, service);
    for (const concurrency of [1, 8]) {
      asked.length = 0;
      const listing = list({ pageSize: 10, concurrency });
      await expect(listing.toArray()).rejects.toMatchObject({
        code: "listing_incomplete",
        reason: expect.stringMatching(reason),
        checkpoint: isPlaceLost ? undefined : { version: 1, offset: 0, anchors: [], done: false },
      });
      expect(asked.length).toBeLessThanOrEqual(1500);
      expect(listing.receipt().complete).toBe(false);
    }
  },
);

test("rows that are added at the head faster than they are read end in an error", async () => {
  let names = 0;
  const { rows, list, asked } = createPlainList(200, {
    change: () => rows.unshift(...rowsNamed(20, `new${names++}-`)),
  });
  await expect(list({ pageSize: 10 }).toArray()).rejects.toMatchObject({ code: "listing_incomplete" });
  expect(asked.length).toBeLessThanOrEqual(1500);
});

test("rows that are added at the head about as fast as they are read end in an error too, unless all are read before", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed);
    const pageSize = random.integer(5, 20);
    let names = 0;
    const { rows, list, asked } = createPlainList(80, {
      change: () => rows.unshift(...rowsNamed(random.integer(0, 2 * pageSize - 2), `new${names++}-`)),
      total: () => undefined,
    });
    const read = list({ pageSize, concurrency: random.integer(1, 16) }).toArray();
    await read.catch((error) => expect(error).toMatchObject({ code: "listing_incomplete" }));
    expect(asked.length, `seed ${seed}`).toBeLessThanOrEqual(1500);
  }
});

test("a service that comes to hand out one row at a time ends in an error that says where to go on", async () => {
  let number = 0;
  const { rows, list, asked } = createPlainList(200, {
    answer: (offset, limit) => rows.slice(offset, offset + (++number < 5 ? limit : 1)),
  });
  const listing = list({ pageSize: 10, concurrency: 1 });
  const came: string[] = [];
  const reading = (async () => {
    for await (const { id } of listing) came.push(id);
  })();
  const error = await reading.catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "listing_incomplete" });
  expect(error.checkpoint).toEqual(listing.checkpoint());
  expect(error.checkpoint.anchors.at(-1)).toBe(came.at(-1));
  expect(asked.length).toBeLessThanOrEqual(200);
  expect(came.length).toBeLessThan(200);
});

test("a row that stands twice in one window comes once", async () => {
  const twice = [...rowsNamed(3), ...rowsNamed(5)];
  const { list, ids } = createPlainList(5, { answer: (offset) => twice.slice(offset), total: () => 8 });
  expect((await list({ pageSize: 20 }).toArray()).map(({ id }) => id)).toEqual(ids());
});

test("rows that are added at the head in bursts, faster than they are read, end in an error too", async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = createRandom(seed);
    let names = 0;
    const { rows, list, asked } = createPlainList(60, {
      change: () => random.chance(0.02) && rows.unshift(...rowsNamed(200, `new${names++}-`)),
    });
    const error: unknown = await list({ pageSize: 1 })
      .toArray()
      .catch((thrown: unknown) => thrown);
    expect(asked.length).toBeLessThanOrEqual(20_000);
    if (names > 10) expect(error).toMatchObject({ code: "listing_incomplete" }); // else all was read between two bursts
  }
});

test("a service that hands out a row less from now on does not end the list", async () => {
  for (const clamp of [3, 4, 5, 6]) {
    let most = clamp;
    const { rows, list, ids } = createPlainList(30, {
      change: (number) => {
        if (number === 1) return;
        most = clamp - 1;
        if (number < 4) rows.unshift(...rowsNamed(clamp - 2, `new${number}-`));
      },
      answer: (offset, limit) => rows.slice(offset, offset + Math.min(limit, most)),
      total: () => undefined,
    });
    const lasting = ids();
    const came = idsOf(await list({ pageSize: clamp, concurrency: 1 }).toArray());
    expect(came.filter((id) => lasting.includes(id))).toEqual(lasting);
  }
});
