import { expect, test } from "vitest";
import { Listing } from "./listing.ts";

interface Ticket {
  readonly id: string;
  readonly updated: number;
}

/** A list sorted by update, newest first; `change` is called before each answer, and `cut` says how many rows it may hold. */
function createUpdatedList(
  count: number,
  change: (touch: (...ids: string[]) => void, number: number) => void,
  cut: (offset: number, number: number) => number = () => Number.POSITIVE_INFINITY,
) {
  let now = count;
  let list: Ticket[] = Array.from({ length: count }, (_, index) => ({ id: `t${index}`, updated: count - index }));
  const touch = (...ids: string[]) => {
    for (const id of ids) list = [{ id, updated: ++now }, ...list.filter((ticket) => ticket.id !== id)];
  };
  let requests = 0;
  let running = 0;
  let most = 0;
  const open = async <T>(answer: () => Promise<T>) => {
    most = Math.max(most, ++running);
    return answer().finally(() => running--);
  };
  const fetchWindow = async (offset: number, limit: number) => {
    change(touch, ++requests);
    return { items: list.slice(offset, offset + Math.min(limit, cut(offset, requests))), total: list.length };
  };
  const source = {
    fetchWindow: (...asked: [number, number]) => open(() => fetchWindow(...asked)),
    idOf: ({ id }: Ticket) => id,
    versionOf: ({ updated }: Ticket) => updated,
  };
  const listing = (catchUp: boolean, concurrency = 1) => new Listing(source, { pageSize: 10, concurrency, catchUp });
  return { listing, ids: () => list.map(({ id }) => id), requests: () => requests, mostInFlight: () => most };
}

/** Tickets that are still to be read are updated, and so move over what is being read. */
const moveUnread = (touch: (...ids: string[]) => void, number: number) => {
  if (number > 1 && number < 8) touch(`t${99 - 2 * number}`, `t${98 - 2 * number}`);
};

test.each([1, 4])(
  "without it rows that move to the front are missed; with it each comes once, %i in flight",
  async (concurrency) => {
    const missed = createUpdatedList(100, moveUnread);
    expect((await missed.listing(false, concurrency).toArray()).length).toBeLessThan(100);

    const { listing, ids } = createUpdatedList(100, moveUnread);
    const caughtUp = listing(true, concurrency);
    const came = (await caughtUp.toArray()).map(({ id }) => id);
    expect(came).toHaveLength(100);
    expect(new Set(came)).toEqual(new Set(ids()));
    expect(caughtUp.receipt()).toMatchObject({ complete: true, rows: 100 });
  },
);

test.each([0, 1])("an answer at the front that holds %i rows by chance is no end of the list", async (rows) => {
  let cuts = 0;
  const cut = (offset: number, number: number) =>
    offset === 0 && number > 1 && ++cuts <= 2 ? rows : Number.POSITIVE_INFINITY;
  const { listing, ids } = createUpdatedList(100, moveUnread, cut);
  const came = (await listing(true).toArray()).map(({ id }) => id);
  expect(cuts).toBeGreaterThan(2);
  expect([...came].sort()).toEqual(ids().sort());
});

test("it asks for one window at a time, since one from before a row moved would join by where that row was", async () => {
  const { listing, mostInFlight } = createUpdatedList(1000, () => {});
  expect(await listing(true, 16).toArray()).toHaveLength(1000);
  expect(mostInFlight()).toBe(1);
});

test("a front that grows as fast as it is read ends in an error within one reading", async () => {
  const { listing, ids, requests } = createUpdatedList(100, (touch, number) => {
    const count = number === 13 ? 30 : number > 13 ? 9 : 0;
    touch(...Array.from({ length: count }, (_, index) => `new${number}-${index}`));
    expect(ids().length).toBeLessThan(30_000);
  });
  await expect(listing(true).toArray()).rejects.toMatchObject({
    code: "listing_incomplete",
    reason: "rows move to the front of the list faster than they are read",
  });
  expect(requests()).toBeLessThan(1000);
});

test("on a list that rests it costs one request", async () => {
  const without = createUpdatedList(100, () => {});
  await without.listing(false).toArray();
  const { listing, requests } = createUpdatedList(100, () => {});
  const caughtUp = listing(true);
  expect(await caughtUp.toArray()).toHaveLength(100);
  expect(requests()).toBe(without.requests() + 1);
  expect(caughtUp.receipt().windows).toBe(requests());
});

test("rows that move while it is read are read too", async () => {
  let left = 40;
  const { listing, ids } = createUpdatedList(100, (touch, number) => {
    if (number > 1 && left-- > 0) touch(`t${60 + (number % 40)}`, `t${(number * 7) % 60}`);
  });
  const came = (await listing(true).toArray()).map(({ id }) => id);
  expect(came).toHaveLength(100);
  expect(new Set(came)).toEqual(new Set(ids()));
});

test("rows that move faster than they are read end in an error", async () => {
  const { listing, ids, requests } = createUpdatedList(100, (touch, number) => {
    if (number > 12) touch(...ids().slice(-15));
  });
  await expect(listing(true).toArray()).rejects.toMatchObject({
    code: "listing_incomplete",
    reason: "rows move to the front of the list faster than they are read",
  });
  expect(requests()).toBeLessThan(1000);
});
