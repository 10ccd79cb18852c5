import { getEventListeners } from "node:events";
import {
  createMockApi,
  execution,
  executions,
  type ListOrder,
  type MockApiOptions,
  virtualClock,
} from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createClient } from "../client.ts";
import type { CocError } from "../errors.ts";
import type { FailedRound } from "./poll.ts";
import type { ExecutionFilter } from "./query.ts";
import type { WatchOptions } from "./watch.ts";
import type { ExecutionChange } from "./watch-memory.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A mock and a client of it that share a clock. */
function setUp(options: MockApiOptions = {}) {
  const virtual = virtualClock();
  let stop: { readonly at: number; readonly controller: AbortController } | undefined;
  const clock = {
    ...virtual,
    sleep: (ms: number, signal?: AbortSignal) => {
      if (stop !== undefined && virtual.now() + ms > stop.at) stop.controller.abort(ENOUGH);
      return virtual.sleep(ms, signal);
    },
  };
  const events: [at: number, happen: () => void][] = [];
  const mock = createMockApi({
    clock,
    beforeAnswer: () => {
      while (clock.now() >= (events[0]?.[0] ?? Number.POSITIVE_INFINITY)) events.shift()?.[1]();
    },
    ...options,
  });
  const auth = (request: Request) => request;
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch, clock });
  return {
    clock,
    mock,
    watch: client.executions.watch,
    /** Lets something happen once so much time has passed, before the next answer; in the order of time. */
    after: (time: number, happen: () => void) => void events.push([begin + time, happen]),
    /** All that is told within so much time. */
    async told(time: number, watchOptions: WatchOptions = {}, filter: ExecutionFilter = {}) {
      const controller = new AbortController();
      stop = { at: begin + time, controller };
      const changes: ExecutionChange[] = [];
      const loop = async () => {
        const signal = controller.signal;
        for await (const change of client.executions.watch(filter, { ...watchOptions, signal })) changes.push(change);
      };
      await loop().catch((error: unknown) => {
        if (error !== ENOUGH) throw error;
      });
      return changes;
    },
  };
}

const ENOUGH = new Error("The time of the test is over");
const begin = virtualClock().now();

const short = (changes: readonly ExecutionChange[]) =>
  changes.map(({ kind, execution }) => `${kind} ${execution.execution_id} ${execution.status}`);

const running = (execution_id: string, start_time: number = begin): Execution =>
  execution({ execution_id, start_time, status: "Running" });

test("hours are watched in no time: each change comes once, the ticket before it along", async () => {
  const { mock, after, told } = setUp({ executions: [running("a"), ...executions(30)] });
  const before = mock.executions.get("a");
  after(HOUR, () => void mock.executions.update("a", { status: "Pending", update_time: begin + HOUR }));
  after(2 * HOUR, () => mock.executions.add(running("b", begin + 2 * HOUR)));
  after(3 * HOUR, () => void mock.executions.update("a", { status: "Failed", end_time: begin + 3 * HOUR }));
  const changes = await told(5 * HOUR, { interval: 2 * MINUTE });
  expect(short(changes)).toEqual(["changed a Pending", "new b Running", "changed a Failed"]);
  expect(changes[0]?.previous).toEqual(before);
  expect(changes[2]?.previous).toEqual(changes[0]?.execution);
  expect(mock.calls).toHaveLength(5 * 30 + 1);
});

test("tickets that are there at the beginning are told, the first in the list last, if that is asked for", async () => {
  const { mock, told } = setUp({ executions: executions(250) });
  const changes = await told(MINUTE, { existing: true });
  expect(changes.map(({ execution }) => execution)).toEqual([...mock.executions.all()].reverse());
  expect(changes.every(({ kind }) => kind === "new")).toBe(true);
});

test("the filter holds for every look, which asks for what can still change", async () => {
  const { mock, told } = setUp({ executions: [running("a"), ...executions(300)] });
  await told(2 * MINUTE, { interval: MINUTE }, { creator: "ops", start_time: begin - 1000 * HOUR });
  const asked = mock.calls.map(({ query }) => query);
  expect(asked.every(({ creator }) => creator === "ops")).toBe(true);
  expect(asked[0]?.start_time).toBe(begin - 1000 * HOUR);
  expect(asked.at(-1)?.start_time).toBeGreaterThan(begin - 1000 * HOUR);
  expect(asked.at(-1)?.start_time).toBeLessThan(begin);
});

test("a filter that begins later than what can still change stays as it is", async () => {
  const { mock, told } = setUp({ executions: [running("a")] });
  await told(2 * MINUTE, {}, { start_time: begin - MINUTE });
  expect(new Set(mock.calls.map(({ query }) => query.start_time))).toEqual(new Set([begin - MINUTE]));
});

test("an hour of faults of every kind that may pass ends nothing, and what happened meanwhile is told after it", async () => {
  const { mock, after, told, clock } = setUp({ executions: [running("a"), ...executions(150)] });
  const isDown = () => clock.now() >= begin + HOUR && clock.now() < begin + 2 * HOUR;
  const kinds = ["reset", "html", "empty", "truncated-json", "throttled", "error-in-200", "ignored-offset"] as const;
  for (const kind of kinds) {
    const code = kind === "error-in-200" ? { code: "COC.00040701" } : {};
    mock.fail({ kind, rate: 0.3, times: Number.POSITIVE_INFINITY, match: isDown, ...code });
  }
  mock.fail({ kind: "status", status: 503, times: Number.POSITIVE_INFINITY, match: isDown });
  after(HOUR, () => {
    mock.executions.update("a", { status: "Succeeded", end_time: begin + HOUR });
    mock.executions.add(running("b", begin + HOUR));
  });
  const failures: number[] = [];
  const delays: number[] = [];
  const onError = (_: CocError, { failures: count, delay }: FailedRound) => {
    failures.push(count);
    delays.push(delay);
  };
  expect(short(await told(4 * HOUR, { onError }))).toEqual(["changed a Succeeded", "new b Running"]);
  expect(failures).toEqual(failures.map((_, index) => index + 1));
  expect(failures.length).toBeGreaterThan(10);
  expect(failures.length).toBeLessThan(60); // in place of 120 looks
  expect(delays.every((delay) => delay >= 30_000 && delay <= 300_000)).toBe(true);
});

test("faults at the beginning only put it off", async () => {
  const { mock, after, told, clock } = setUp({ executions: [running("a")] });
  mock.fail({ kind: "reset", times: Number.POSITIVE_INFINITY, match: () => clock.now() < begin + HOUR });
  after(3 * HOUR, () => void mock.executions.update("a", { status: "Failed" }));
  expect(short(await told(4 * HOUR))).toEqual(["changed a Failed"]);
});

test("a look that goes well makes the next failure the first again", async () => {
  const { mock, told } = setUp();
  const delays: [failures: number, delay: number][] = [];
  const looks = new Set([2, 3, 4, 6, 7, 8]); // three attempts make a look
  mock.fail({ kind: "status", status: 500, match: ({ number }) => looks.has(number), times: Number.POSITIVE_INFINITY });
  await told(HOUR, { interval: 5 * MINUTE, onError: (_, { failures, delay }) => void delays.push([failures, delay]) });
  expect(delays).toEqual([
    [1, 5 * MINUTE],
    [1, 5 * MINUTE],
  ]);
});

test.each([{ seconds: 7200 }, { text: "999999999999" }])(
  "the service's wish to wait, %j, is granted up to maxRetryAfter",
  async (retryAfter) => {
    const { mock, told } = setUp();
    mock.fail({ kind: "throttled", retryAfter });
    const delays: number[] = [];
    await told(HOUR, { onError: (_, { delay }) => void delays.push(delay) });
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThanOrEqual(MINUTE);
    expect(delays[0]).toBeLessThanOrEqual(1.1 * MINUTE);
  },
);

test.each([
  [401, "api_error"],
  [403, "api_error"],
  [404, "api_error"],
])("a %i ends it, and nothing is asked any more", async (status, code) => {
  const { mock, told } = setUp();
  mock.fail({ kind: "status", status, match: ({ number }) => number === 3 });
  const errors: CocError[] = [];
  const onError = (error: CocError) => void errors.push(error);
  await expect(told(HOUR, { onError })).rejects.toMatchObject({ code, status });
  expect(errors).toEqual([]);
  expect(mock.calls).toHaveLength(3);
});

test.each(["throws", "rejects with"])("what onError %s ends it", async (how) => {
  const { mock, told } = setUp();
  mock.fail({ kind: "reset", times: Number.POSITIVE_INFINITY });
  const given: CocError[] = [];
  const onError = (error: CocError, { failures }: FailedRound) => {
    given.push(error);
    if (failures < 3) return undefined;
    if (how === "throws") throw error;
    return Promise.reject(error);
  };
  const failed = await told(9 * HOUR, { onError }).catch((error: unknown) => error);
  expect(failed).toBe(given[2]);
  expect(given).toHaveLength(3);
});

test("an onError that never settles does not hold up the end", async () => {
  for (const end of ["abort", "return"]) {
    const { mock, watch } = setUp();
    mock.fail({ kind: "reset", times: Number.POSITIVE_INFINITY });
    const controller = new AbortController();
    let tell: () => void = () => undefined;
    const isTold = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const onError = () => {
      tell();
      return new Promise(() => undefined);
    };
    const watching = watch({}, { onError, signal: controller.signal })[Symbol.asyncIterator]();
    const next = watching.next().catch((error: unknown) => error);
    await isTold;
    if (end === "abort") controller.abort("stop");
    else await watching.return?.();
    expect(await next).toEqual(end === "abort" ? "stop" : { done: true, value: undefined });
  }
});

test("a fault of auth that is no error of the client ends it", async () => {
  const broken = new TypeError("broken");
  const client = createClient({ baseUrl: "https://coc.example", auth: () => Promise.reject(broken) });
  const first = client.executions.watch()[Symbol.asyncIterator]().next();
  await expect(first).rejects.toBe(broken);
});

test("a loop that takes its time misses nothing, and comes to the last state at once", async () => {
  const { mock, clock, watch } = setUp({ executions: [running("a")] });
  const watched = watch({}, { existing: true })[Symbol.asyncIterator]();
  expect(short([(await watched.next()).value ?? expect.fail()])).toEqual(["new a Running"]);
  for (let hour = 1; hour <= 100; hour++) {
    await clock.advance(HOUR);
    mock.executions.update("a", { update_time: clock.now(), status: hour === 100 ? "Succeeded" : "Running" });
    const started = running(`b${hour}`, clock.now());
    mock.executions.add(hour < 100 ? { ...started, status: "Failed", end_time: clock.now() } : started);
  }
  const sleeps = clock.sleeps.length;
  const calls = mock.calls.length;
  const changes: ExecutionChange[] = [];
  for (let count = 0; count < 101; count++) changes.push((await watched.next()).value ?? expect.fail());
  expect(short(changes).slice(0, 2)).toEqual(["changed a Succeeded", "new b1 Failed"]);
  expect(new Set(short(changes)).size).toBe(101);
  expect(clock.sleeps).toHaveLength(sleeps);
  expect(mock.calls.length - calls).toBe(2);
  await watched.return?.();
});

test("leaving the loop leaves nothing running and no listener", async () => {
  const { mock, clock, watch } = setUp({ executions: executions(5) });
  const { signal } = new AbortController();
  for await (const _ of watch({}, { existing: true, signal })) break;
  const sleeps = clock.sleeps.length;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([mock.calls.length, clock.sleeps.length]).toEqual([1, sleeps]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("return ends a next that waits, be it for the time or for an answer", async () => {
  for (const kind of ["hang", "none"] as const) {
    const { mock, watch, clock } = setUp();
    if (kind === "hang") mock.fail({ kind });
    const watched = watch({}, { interval: 2 ** 31 - 1 })[Symbol.asyncIterator]();
    const next = watched.next();
    next.catch(() => undefined);
    if (kind === "hang") while (mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    else while (clock.sleeps.length === 0) await Promise.resolve();
    await expect(watched.return?.()).resolves.toEqual({ done: true, value: undefined });
    await expect(next).resolves.toEqual({ done: true, value: undefined });
    await expect(watched.next()).resolves.toEqual({ done: true, value: undefined });
  }
});

test("an abort ends it at once with the caller's reason, before it begins, at an answer, asleep, and in the loop", async () => {
  const reason = new Error("stop");
  const early = setUp();
  await expect(
    early
      .watch({}, { signal: AbortSignal.abort(reason) })
      [Symbol.asyncIterator]()
      .next(),
  ).rejects.toBe(reason);
  expect(early.mock.calls).toEqual([]);

  for (const kind of ["hang", "asleep", "between looks that fail"] as const) {
    const { mock, watch, clock } = setUp();
    if (kind === "hang") mock.fail({ kind });
    if (kind === "between looks that fail") mock.fail({ kind: "status", status: 500, times: Number.POSITIVE_INFINITY });
    const controller = new AbortController();
    const next = watch({}, { signal: controller.signal })[Symbol.asyncIterator]().next();
    next.catch(() => undefined);
    if (kind === "hang") while (mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    else while (clock.sleeps.length < 4) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  }

  const { watch } = setUp({ executions: executions(5) });
  const controller = new AbortController();
  let rounds = 0;
  const loop = async () => {
    for await (const _ of watch({}, { existing: true, signal: controller.signal })) {
      rounds++;
      controller.abort(reason);
    }
  };
  await expect(loop()).rejects.toBe(reason);
  expect(rounds).toBe(1);
});

test("each reading is a watch of its own", async () => {
  const { watch } = setUp({ executions: executions(3) });
  const watched = watch({}, { existing: true });
  for (let reading = 0; reading < 2; reading++) {
    for await (const { kind } of watched) {
      expect(kind).toBe("new");
      break;
    }
  }
});

test("nothing is asked before it is read", () => {
  const { mock, watch } = setUp();
  watch();
  expect(mock.calls).toEqual([]);
});

const refused: [options: object, message: RegExp][] = [
  [{ every: 5 }, /^each key of the options of watch must be one of interval, existing, lookback, onError, signal, not/],
  [{ interval: 30 }, /^interval must be an integer from 100 to 2147483647 \(milliseconds\), not 30/],
  [{ interval: "30s" }, /^interval must be/],
  [{ existing: 1 }, /^existing must be true or false, not 1/],
  [{ lookback: 5 }, /^lookback must be an integer from 60000/],
  [{ onError: "x" }, /^onError must be a function of an error, not "x"/],
  [{ signal: new AbortController() }, /^signal must be an AbortSignal/],
];

test.each(refused)("%o is refused at once", (options, message) => {
  const { watch } = setUp();
  expect(() => watch({}, options)).toThrow(message);
  expect(() => watch({ creater: "x" } as object)).toThrow(/not "creater"/);
});

const living = fc.record({
  seed: fc.nat(2 ** 31),
  order: fc.constantFrom("start_time" as const, "update_time" as const),
  interval: fc.constantFrom(5 * MINUTE, 30 * MINUTE, 2 * HOUR),
});

test("a list that lives is told as its successive states show it", async () => {
  const run = async ({ seed, order, interval }: { seed: number; order: ListOrder; interval: number }) => {
    const expected: unknown[] = [];
    const known = new Map<string, Execution>();
    const { told } = setUp({
      ...{ executions: executions(120, { seed }), simulate: true, seed, unknowns: { order } },
      beforeAnswer: (call, list) => {
        if (call.query?.offset !== 0) return;
        for (const execution of [...list.all()].reverse()) {
          const previous = known.get(execution.execution_id);
          if (previous === execution) continue;
          known.set(execution.execution_id, execution);
          expected.push(previous === undefined ? { kind: "new", execution } : { kind: "changed", execution, previous });
        }
      },
    });
    expect(await told(6 * HOUR, { interval, existing: true })).toEqual(expected);
    expect(expected.length).toBeGreaterThan(2 * 120); // beside the tickets of the beginning, as many changes at least
  };
  await fc.assert(fc.asyncProperty(living, run), { numRuns: 5 });
});

test("where half of all answers are lost, each state is told once at most, and the last one for sure", async () => {
  const run = async ({ seed, order, interval }: { seed: number; order: ListOrder; interval: number }) => {
    const list = executions(120, { seed });
    const { mock, told, clock } = setUp({ executions: list, simulate: true, seed, unknowns: { order } });
    const match = () => clock.now() < begin + 4 * HOUR;
    mock.fail({ kind: "status", status: 500, rate: 0.5, times: Number.POSITIVE_INFINITY, match });
    const changes = await told(6 * HOUR + MINUTE, { interval, existing: true });
    const states = changes.map(({ execution }) => JSON.stringify(execution));
    expect(new Set(states).size).toBe(states.length);
    const last = new Map(changes.map(({ execution }) => [execution.execution_id, execution]));
    expect([...last.keys()].sort()).toEqual(
      mock.executions
        .all()
        .map(({ execution_id }) => execution_id)
        .sort(),
    );
    for (const execution of mock.executions.all()) expect(last.get(execution.execution_id)).toEqual(execution);
  };
  await fc.assert(fc.asyncProperty(living, run), { numRuns: 5 });
});
