import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createPlainList } from "../../test/plain-list.ts";
import { stoppable } from "./stoppable.ts";

const NEVER = new Promise<never>(() => undefined);

/** A list whose third response never arrives. */
function stalled() {
  const signals: AbortSignal[] = [];
  const plain = createPlainList(1000, {
    wait: async (signal, number) => {
      signals.push(signal);
      if (number > 2) await NEVER;
    },
  });
  return { ...plain, signals };
}

const readings = ["list", "byPage"] as const;

/** An iterator whose `next()` waits for the response that never arrives. */
async function waiting(reading: (typeof readings)[number]) {
  const { list, signals, asked } = stalled();
  const listing = list({ pageSize: 10, concurrency: 2 });
  const values: AsyncGenerator<unknown, void, void> =
    reading === "list" ? listing[Symbol.asyncIterator]() : listing.byPage();
  let pending = values.next();
  for (let taken = 0; taken < (reading === "list" ? 19 : 2); taken++) {
    await pending;
    pending = values.next();
  }
  return { values, pending, signals, asked };
}

for (const reading of readings) {
  test(`return() ends a next() of ${reading} that waits, and all that runs`, async () => {
    const { values, pending, signals, asked } = await waiting(reading);
    const requests = asked.length;
    expect(await values.return()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await values.next()).toEqual({ done: true, value: undefined });
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(asked).toHaveLength(requests);
  });

  test(`throw() ends a next() of ${reading} that waits, and rejects with what it was given`, async () => {
    const { values, pending, signals } = await waiting(reading);
    const reason = new Error("enough");
    await expect(values.throw(reason)).rejects.toBe(reason);
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test(`the iterator of ${reading} is iterable, and stops where its scope ends`, async () => {
    const { values, pending } = await waiting(reading);
    expect(values[Symbol.asyncIterator]()).toBe(values);
    await values[Symbol.asyncDispose]();
    expect(await pending).toEqual({ done: true, value: undefined });
  });
}

test("return() before the first next() requests nothing", async () => {
  const { list, asked } = stalled();
  const values = list()[Symbol.asyncIterator]();
  expect(await values.return()).toEqual({ done: true, value: undefined });
  expect(await values.next()).toEqual({ done: true, value: undefined });
  expect(asked).toEqual([]);
});

test("what the work throws once it is stopped reaches nobody; what it throws before does", async () => {
  const failing = stoppable(async function* (signal) {
    yield [1];
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }, undefined);
  await failing.next();
  const pending = failing.next();
  await failing.return();
  expect(await pending).toEqual({ done: true, value: undefined });

  const broken = stoppable(async function* () {
    yield [1];
    throw new Error("broken");
  }, undefined);
  await broken.next();
  await expect(broken.next()).rejects.toThrow("broken");
});

test("however many iterate with one signal, it has one listener, and none once they have ended", async () => {
  const controller = new AbortController();
  const count = () => getEventListeners(controller.signal, "abort").length;
  const all = Array.from({ length: 20 }, () =>
    stoppable(async function* (signal) {
      yield [signal];
      yield [signal];
    }, controller.signal),
  );
  for (const values of all) await values.next();
  expect(count()).toBe(1);
  for (const values of all.slice(1)) await values.return();
  expect(count()).toBe(1);
  const [first] = all;
  await first?.return();
  expect(count()).toBe(0);
});

test("an abort of the caller's signal reaches all that iterate with it, with its reason", async () => {
  const controller = new AbortController();
  const reason = new Error("closed");
  const iterate = () =>
    stoppable(async function* (signal) {
      yield [1];
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }, controller.signal);
  const all = [iterate(), iterate()];
  for (const values of all) await values.next();
  const pending = all.map((values) => values.next());
  controller.abort(reason);
  for (const each of pending) await expect(each).rejects.toBe(reason);
});
