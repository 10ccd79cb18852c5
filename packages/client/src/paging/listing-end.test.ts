import { expect, test } from "vitest";
import { createPlainList, idsOf, type PlainService, type Row, rowsNamed } from "../../test/plain-list.ts";
import { isListingError, type ListingError } from "../errors.ts";
import { Listing } from "./listing.ts";
import type { ReadingOptions, Window } from "./options.ts";

/** What a listing ended with: all ids, or the error. */
async function outcomeOf(list: Listing<Row, Window<Row>>): Promise<readonly string[] | ListingError> {
  try {
    return idsOf(await list.toArray());
  } catch (error) {
    if (isListingError(error)) return error;
    throw error;
  }
}

const totals: [string, (() => undefined) | undefined][] = [
  ["with a total", undefined],
  ["without a total", () => undefined],
];

/** Empty responses while a clock stands between two times; each request takes 2 ms of it, each pause what it says. */
function outage(from: number, until: number, options: ReadingOptions<Row> = {}) {
  const rows = rowsNamed(1000);
  let now = 0;
  const fetchWindow = async (offset: number, limit: number): Promise<Window<Row>> => {
    now += 2;
    return { items: now >= from && now < until ? [] : rows.slice(offset, offset + limit), total: 1000 };
  };
  const sleep = async (ms: number) => {
    now += ms;
  };
  return new Listing<Row, Window<Row>>({ fetchWindow, idOf: ({ id }) => id, sleep }, options);
}

test.each([1, 4])("an outage of a second in the middle of a list is no end, with %i in flight", async (concurrency) => {
  expect(await outcomeOf(outage(8, 1008, { concurrency }))).toEqual(idsOf(rowsNamed(1000)));
  expect(await outcomeOf(outage(0, 1000, { concurrency }))).toEqual(idsOf(rowsNamed(1000)));
});

test("an outage that lasts ends in an error with both numbers and a checkpoint from which the rest follows", async () => {
  let isOut = true;
  const { list, asked, slept } = createPlainList(1000, {
    answer: (offset, limit) =>
      isOut && asked.length >= 4 && asked.length <= 40 ? [] : rowsNamed(1000).slice(offset, offset + limit),
  });
  const came: string[] = [];
  const error = await (async () => {
    for await (const { id } of list({ concurrency: 1 })) came.push(id);
  })().catch((thrown: unknown) => thrown);
  if (!isListingError(error)) throw error;
  expect(error.message).toContain("says that the list has 1000 rows, but shows none behind row 29");
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(5000);
  isOut = false;
  const rest = await list({ from: error.checkpoint }).toArray();
  expect([...came, ...idsOf(rest)]).toEqual(idsOf(rowsNamed(1000)));
});

test.each([1, 8])(
  "a service that shows no row behind the 10,000th of 25,000 ends in an error with both numbers, with %i in flight",
  async (concurrency) => {
    const service: PlainService = {
      answer: (offset, limit) => rowsNamed(25_000).slice(offset, Math.max(offset, Math.min(offset + limit, 10_000))),
      total: () => 25_000,
    };
    const { list } = createPlainList(0, service);
    const error = await outcomeOf(list({ concurrency, pageSize: 1000 }));
    expect(error).toMatchObject({ reason: expect.stringMatching(/has 25000 rows, but shows none behind row \d+/) });
    const known = await outcomeOf(list({ concurrency, pageSize: 1000, acceptTotal: false }));
    expect(known).toHaveLength(10_000);
  },
);

test("a service that refuses every offset beyond 10,000 ends with its error", async () => {
  const refusal = new Error("offset too large");
  const { list } = createPlainList(25_000, {
    answer: (offset, limit) => {
      if (offset + limit > 10_000) throw refusal;
      return rowsNamed(25_000).slice(offset, offset + limit);
    },
  });
  await expect(list().toArray()).rejects.toBe(refusal);
});

for (const [named, total] of totals) {
  test.each([2, 3, 5])(`responses of %i rows that fall to one row end no list in silence, ${named}`, async (before) => {
    for (let falls = 1; falls < 30; falls++) {
      const { list, asked } = createPlainList(100, {
        answer: (offset) => rowsNamed(100).slice(offset, offset + (asked.length > falls ? 1 : before)),
        ...(total && { total }),
      });
      const outcome = await outcomeOf(list());
      if (!isListingError(outcome)) expect(outcome).toHaveLength(100);
      else expect(outcome.reason).toMatch(/one row at a time|says that the list has 100 rows|no progress/);
    }
  });

  test.each([1, 2])(`pageSize %i lists all, ${named}`, async (pageSize) => {
    for (const count of [0, 1, 2, 3, 4, 5, 40]) {
      const { list, ids } = createPlainList(count, { ...(total && { total }) });
      expect(await outcomeOf(list({ pageSize }))).toEqual(ids());
    }
  });

  test(`behind a cache that answers an equal request with its first answer no list is short, ${named}`, async () => {
    let exact = 0;
    for (let seed = 0; seed < 60; seed++) {
      const cached = new Map<string, readonly Row[]>();
      const { list, rows } = createPlainList(50 + seed * 3, {
        answer(offset, limit) {
          const key = `${offset}+${limit}`;
          // Now and then an answer is short or empty by accident: exactly that one stays in the cache.
          const isAccident = cached.size % 7 === seed % 7 && offset > 0;
          if (!cached.has(key)) cached.set(key, rows.slice(offset, offset + (isAccident ? seed % 5 : limit)));
          return cached.get(key) ?? [];
        },
        ...(total && { total }),
      });
      const outcome = await outcomeOf(list({ pageSize: 10, concurrency: 1 + (seed % 4) }));
      if (isListingError(outcome)) continue;
      expect(outcome).toEqual(idsOf(rows));
      exact++;
    }
    expect(exact).toBeGreaterThanOrEqual(total === undefined ? 60 : 45); // the others ended in an error
  });
}

test("repeats are spread over more than a second before a list without a total counts as ended", async () => {
  const { list, slept, ids } = createPlainList(1000, { total: () => undefined });
  expect(await outcomeOf(list())).toEqual(ids());
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(1000);
});
