import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { createPlainList, idsOf } from "../../test/plain-list.ts";
import { Listing } from "./listing.ts";

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
process.on("unhandledRejection", onRejection);
afterEach(async () => {
  await settle();
  expect(rejections).toEqual([]);
});

/** All that can run by itself has run. */
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test("leaving the loop asks for nothing further and gives up what is on its way", async () => {
  const signals: AbortSignal[] = [];
  const { list, asked } = createPlainList(5000, { wait: async (signal) => signals.push(signal) });
  for await (const { id } of list({ concurrency: 8 })) if (id === "r150") break;
  const requests = asked.length;
  await settle();
  expect(asked).toHaveLength(requests);
  expect(requests).toBeLessThanOrEqual(1 + 8 + 1);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});

test("a slow consumer holds no more windows than may be in flight", async () => {
  const { list, asked } = createPlainList(5000);
  let handedOver = 0;
  for await (const _ of list({ pageSize: 100, concurrency: 4 })) {
    if (handedOver++ % 50 !== 0) continue;
    await settle();
    expect(asked.length - Math.ceil(handedOver / 99)).toBeLessThanOrEqual(4 + 1);
  }
  expect(handedOver).toBe(5000);
});

test("windows that were taken are let go of", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const windows: WeakRef<object>[] = [];
  const fetchWindow = async (offset: number, limit: number) => {
    const items = Array.from({ length: Math.min(limit, 5000 - offset) }, (_, row) => ({ id: `r${offset + row}` }));
    const window = { items, total: 5000 };
    windows.push(new WeakRef(window));
    return window;
  };
  for await (const { id } of new Listing({ fetchWindow, idOf: ({ id }: { id: string }) => id }, { concurrency: 4 })) {
    if (id !== "r4000") continue;
    await settle();
    collectGarbage();
    expect(windows.length).toBeGreaterThan(40);
    expect(windows.filter((window) => window.deref() !== undefined).length).toBeLessThanOrEqual(4 + 2);
  }
});

test("an error ends the listing at its place: all before it come, and nothing is begun after it", async () => {
  const wrong = new Error("no answer");
  const { list, asked, ids } = createPlainList(5000, {
    wait: async (_, number) => {
      if (number >= 4) throw wrong;
    },
  });
  const listing = list({ concurrency: 8 });
  const came: string[] = [];
  await expect(
    (async () => {
      for await (const { id } of listing) came.push(id);
    })(),
  ).rejects.toBe(wrong);
  const requests = asked.length;
  await settle();
  expect(asked).toHaveLength(requests);
  expect(came).toEqual(ids().slice(0, 298));
  expect(listing.checkpoint()).toMatchObject({ offset: 297, done: false });
  expect(listing.receipt()).toMatchObject({ complete: false, rows: 298 });
});

test("an abort ends the listing between two rows of one window", async () => {
  const reason = new Error("enough");
  const controller = new AbortController();
  const { list, asked } = createPlainList(250);
  const came: string[] = [];
  const reading = (async () => {
    for await (const { id } of list({ signal: controller.signal })) {
      came.push(id);
      if (id === "r10") controller.abort(reason);
    }
  })();
  await expect(reading).rejects.toBe(reason);
  const requests = asked.length;
  await settle();
  expect(came).toHaveLength(11);
  expect(asked).toHaveLength(requests);
});

test("an abort ends the wait for a window that ignores its signal", async () => {
  const reason = new Error("enough");
  const controller = new AbortController();
  const { list, asked } = createPlainList(250, { wait: (_, number) => (number === 1 ? Promise.resolve() : never()) });
  const listing = list({ signal: controller.signal, concurrency: 2 });
  const reading = listing.toArray();
  const expected = expect(reading).rejects.toBe(reason);
  await settle();
  controller.abort(reason);
  await expected;
  expect(asked.length).toBeGreaterThan(1);
  expect(listing.receipt()).toMatchObject({ complete: false });
});

const never = () => new Promise<never>(() => undefined);

test.each(["toArray", "byPage", "by item"])("a signal that was aborted before rejects at once: %s", async (how) => {
  const reason = new Error("enough");
  const { list, asked } = createPlainList(250);
  const listing = list({ signal: AbortSignal.abort(reason) });
  const read = async () => {
    if (how === "toArray") await listing.toArray();
    else for await (const _ of how === "byPage" ? listing.byPage() : listing);
  };
  await expect(read()).rejects.toBe(reason);
  expect(asked).toEqual([]);
});

test("an abort while windows are being asked for lets no further one begin", async () => {
  const reason = new Error("enough");
  const controller = new AbortController();
  const { list, asked } = createPlainList(2000, {
    wait: async (_, number) => number === 3 && controller.abort(reason),
  });
  await expect(list({ signal: controller.signal, concurrency: 16 }).toArray()).rejects.toBe(reason);
  await settle();
  expect(asked).toHaveLength(3);
});

test("a listing that is done leaves no listener on the signal", async () => {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...words: Parameters<typeof addEventListener>) => {
    listeners.add(words[1]);
    addEventListener.apply(signal, words);
  };
  signal.removeEventListener = (...words: Parameters<typeof removeEventListener>) => {
    listeners.delete(words[1]);
    removeEventListener.apply(signal, words);
  };
  const { list } = createPlainList(250);
  expect(idsOf(await list({ signal }).toArray())).toHaveLength(250);
  for await (const _ of list({ signal })) break;
  expect(listeners.size).toBe(0);
});
