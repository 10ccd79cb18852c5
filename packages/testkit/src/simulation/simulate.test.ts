import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { virtualClock } from "../clock/virtual-clock.ts";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { createMockApi } from "../mock-api/create-mock-api.ts";
import { createExecutionStore } from "../store/execution-store.ts";
import { simulate } from "./simulate.ts";
import type { SimulateOptions } from "./simulate-options.ts";

const FROM = Date.UTC(2025, 6, 1, 13);
const HOUR = 3_600_000;

function start(options: SimulateOptions = {}, first: readonly Execution[] = []) {
  const store = createExecutionStore(first, "start_time");
  return { store, simulation: simulate(store, options) };
}

function listAfter(hours: number, options: SimulateOptions = {}): readonly Execution[] {
  const { store, simulation } = start(options);
  simulation.advanceTo(FROM + hours * HOUR);
  return store.all();
}

const countOf = (list: readonly Execution[], ...statuses: string[]) =>
  list.filter(({ status }) => statuses.includes(status ?? "")).length;

test("starts tickets at about the rate that is asked for, and most of them succeed", () => {
  const list = listAfter(20, { startsPerHour: 100, retryRate: 0 });
  expect(list.length).toBeGreaterThan(1800);
  expect(list.length).toBeLessThan(2200);
  const good = countOf(list, "Succeed", "Succeeded") / list.length;
  expect(good).toBeGreaterThan(0.8);
  expect(good).toBeLessThan(0.95);
  for (const status of ["Failed", "Timeout", "Canceled", "Running"])
    expect(countOf(list, status), status).toBeGreaterThan(0);
});

test("tries some failed tickets again by a child, up to twice, all of them children of the first", () => {
  const list = listAfter(10, { failureRate: 1, retryRate: 1 });
  const byId = new Map(list.map((ticket) => [ticket.execution_id, ticket]));
  const children = list.filter(({ description }) => description?.startsWith("Child of "));
  const counts = new Map<string, number>();
  for (const { description, document_id, start_time } of children) {
    const parent = byId.get(description?.slice("Child of ".length) ?? "");
    expect(parent).toMatchObject({ document_id });
    expect(["Failed", "Timeout"]).toContain(parent?.status);
    expect(start_time).toBeGreaterThanOrEqual(Math.floor((parent?.end_time ?? Number.NaN) / 1000) * 1000);
    counts.set(parent?.execution_id ?? "", (counts.get(parent?.execution_id ?? "") ?? 0) + 1);
  }
  expect(new Set(counts.values())).toEqual(new Set([1, 2]));
});

test("is the same in one step and in many, and other for another seed", () => {
  const end = FROM + 3 * HOUR;
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.integer({ min: FROM - HOUR, max: end }), { maxLength: 20 }), (seed, stops) => {
      const given = executions(20, { seed, newest: FROM });
      const [once, often] = [start({ seed }, given), start({ seed }, given)];
      once.simulation.advanceTo(end);
      for (const stop of [...stops, end]) often.simulation.advanceTo(stop);
      expect(JSON.stringify(often.store.all())).toBe(JSON.stringify(once.store.all()));
      expect(often.simulation.time).toBe(end);
    }),
    { numRuns: 30 },
  );
  expect(listAfter(1, { seed: 1 })).not.toEqual(listAfter(1, { seed: 2 }));
});

test("never goes back: what has ended stays as it is, and update_time only grows", () => {
  const { store, simulation } = start({ startsPerHour: 200 }, executions(50, { newest: FROM }));
  let before = new Map<string, Execution>();
  for (let step = 1; step <= 60; step++) {
    simulation.advanceTo(FROM + step * 60_000);
    for (const ticket of store.all()) {
      const was = before.get(ticket.execution_id);
      if (was?.end_time !== null && was !== undefined) expect(ticket).toBe(was);
      expect(ticket.update_time).toBeGreaterThanOrEqual(was?.update_time ?? 0);
    }
    before = new Map(store.all().map((ticket) => [ticket.execution_id, ticket]));
  }
});

test("brings what was under way to its end", () => {
  const running = ["Running", "Pending", "Canceling"].map((status, index) =>
    execution({ id: index + 1, status, start_time: FROM - index * 1000 }),
  );
  const { store, simulation } = start({ startsPerHour: 1e-9 }, running);
  simulation.advanceTo(FROM + HOUR);
  expect(store.all().map(({ status }) => status)).toEqual([
    expect.stringMatching(/^Succeed/),
    expect.stringMatching(/^Succeed/),
    "Canceled",
  ]);
});

test("takes what a test does to the list as it is", () => {
  const { store, simulation } = start({ startsPerHour: 600 });
  simulation.advanceTo(FROM + 120_000);
  const [first, second] = store.all();
  store.remove(first?.execution_id ?? "");
  store.update(second?.execution_id ?? "", { status: "Archived", end_time: FROM, update_time: FROM });
  simulation.advanceTo(FROM + 24 * HOUR);
  expect(store.get(first?.execution_id ?? "")).toBeUndefined();
  expect(store.get(second?.execution_id ?? "")).toMatchObject({ status: "Archived", end_time: FROM });
});

test("lets the list of a mock live by its clock, and begin anew at a reset", async () => {
  const clock = virtualClock();
  const mock = createMockApi({ now: clock.now, simulate: { startsPerHour: 120 } });
  const total = async () => (await (await mock.fetch("https://coc.example/v1/executions")).json()).total;
  expect(await total()).toBe(0);
  await clock.sleep(HOUR);
  const first = await total();
  expect(first).toBeGreaterThan(80);
  const list = JSON.stringify(mock.executions.all().map(({ creator, parameters }) => [creator, parameters]));
  mock.reset();
  expect(await total()).toBe(0);
  await clock.sleep(HOUR);
  expect(await total()).toBe(first);
  expect(JSON.stringify(mock.executions.all().map(({ creator, parameters }) => [creator, parameters]))).toBe(list);
});

test("a mock's simulation follows its seed unless it has its own", async () => {
  const listOf = async (options: Parameters<typeof createMockApi>[0]) => {
    const clock = virtualClock();
    const mock = createMockApi({ now: clock.now, ...options });
    await clock.advance(HOUR);
    return (await mock.fetch("https://coc.example/v1/executions")).text();
  };
  expect(await listOf({ simulate: true, seed: 5 })).toBe(await listOf({ simulate: { seed: 5 } }));
  expect(await listOf({ simulate: true, seed: 5 })).not.toBe(await listOf({ simulate: true, seed: 6 }));
});

test.each<[string, string]>([
  [
    '{"startPerHour":1}',
    'Each key of simulate must be one of seed, startsPerHour, failureRate, retryRate, from, not "startPerHour".',
  ],
  ['{"failureRate":2}', "simulate.failureRate must be a number from 0 to 1, not 2."],
  ['{"retryRate":"x"}', 'simulate.retryRate must be a number from 0 to 1, not "x".'],
  ['{"from":"now"}', 'simulate.from must be an integer from 0 up (milliseconds since the epoch), not "now".'],
  ['{"seed":-1}', "simulate.seed must be an integer from 0 to 4294967295, not -1."],
  ["null", "simulate must be an object, not null."],
])("refuses the options %s", (options, message) => {
  expect(() => start(JSON.parse(options))).toThrow(new TypeError(message));
});

test("refuses a time that is none", () => {
  expect(() => start().simulation.advanceTo(Number.POSITIVE_INFINITY)).toThrow("time must be an integer");
});
