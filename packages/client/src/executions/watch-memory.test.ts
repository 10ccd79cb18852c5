import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExecutionChange } from "./watch-memory.ts";
import { createWatchMemory, type WatchMemory } from "./watch-memory.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2025, 6, 1, 12);
const options = { existing: false, lookback: HOUR };

/** One round over a list, as the service would narrow it. */
function round(memory: WatchMemory, now: number, tickets: readonly Execution[]): readonly ExecutionChange[] {
  const { startAfter } = memory;
  const view = memory.beginRound(now);
  const isListed = ({ start_time = Number.NaN }: Execution) =>
    startAfter === Number.NEGATIVE_INFINITY || start_time > startAfter;
  for (const ticket of tickets.filter(isListed)) view.see(ticket);
  return view.finish();
}

const short = (changes: readonly ExecutionChange[]) =>
  changes.map(({ kind, execution }) => `${kind} ${execution.execution_id} ${execution.status}`);

const running = (execution_id: string, start_time: number): Execution => ({
  ...{ execution_id, status: "Running", start_time, end_time: null, update_time: start_time },
});
const ended = (ticket: Execution, at: number): Execution => ({
  ...{ ...ticket, status: "Succeeded", end_time: at, update_time: at },
});

test("what is there at the beginning is not told, or is told as new", () => {
  const list = [running("b", NOW), ended(running("a", NOW - 9 * HOUR), NOW - 8 * HOUR)];
  expect(round(createWatchMemory(options), NOW, list)).toEqual([]);
  const memory = createWatchMemory({ ...options, existing: true });
  expect(short(round(memory, NOW, list))).toEqual(["new a Succeeded", "new b Running"]);
  expect(round(memory, NOW, list)).toEqual([]);
});

test("a change has the ticket as it was told last", () => {
  const memory = createWatchMemory(options);
  const before = running("a", NOW);
  const after: Execution = Object.assign({ ...before }, { score: { unknown: true } });
  round(memory, NOW, [before]);
  expect(round(memory, NOW + MINUTE, [after])).toEqual([{ kind: "changed", execution: after, previous: before }]);
  expect(round(memory, NOW + 2 * MINUTE, [Object.assign({ ...before }, { score: { unknown: true } })])).toEqual([]);
});

test("a round that is not finished has told nothing", () => {
  const memory = createWatchMemory(options);
  round(memory, NOW, []);
  memory.beginRound(NOW).see(running("a", NOW));
  expect(short(round(memory, NOW, [running("a", NOW)]))).toEqual(["new a Running"]);
});

test("what ran, came and ended during a pause is told once, with its last state", () => {
  const memory = createWatchMemory(options);
  const a = running("a", NOW);
  round(memory, NOW, [a]);
  const later = NOW + 100 * HOUR;
  const list = [running("c", later), ended(running("b", NOW + HOUR), NOW + 2 * HOUR), ended(a, NOW + 3 * HOUR)];
  expect(short(round(memory, later, list))).toEqual(["changed a Succeeded", "new b Succeeded", "new c Running"]);
  expect(round(memory, later, list)).toEqual([]);
});

test("a ticket that ended is forgotten, and is not new while an older one keeps it listed", () => {
  const memory = createWatchMemory(options);
  const old = running("old", NOW);
  const done = ended(running("done", NOW + MINUTE), NOW + 2 * MINUTE);
  round(memory, NOW, [old]);
  round(memory, NOW + 3 * MINUTE, [done, old]);
  const newest = running("newest", NOW + 9 * HOUR);
  round(memory, NOW + 9 * HOUR, [newest, done, old]);
  expect(memory.size).toBe(2);
  expect(memory.startAfter).toBe(NOW - 1);
  expect(round(memory, NOW + 10 * HOUR, [newest, done, old])).toEqual([]);
  expect(short(round(memory, NOW + 10 * HOUR, [newest, { ...done, status: "Running" }, old]))).toEqual([
    "new done Running",
  ]);
});

test("an end without a time is not forgotten before it had the time to get one", () => {
  const memory = createWatchMemory(options);
  const ticket = running("a", NOW - 9 * HOUR);
  round(memory, NOW, [running("b", NOW), ticket]);
  const half = { ...ticket, status: "Failed" };
  expect(short(round(memory, NOW + MINUTE, [running("b", NOW), half]))).toEqual(["changed a Failed"]);
  const whole = { ...half, end_time: NOW };
  expect(round(memory, NOW + 2 * MINUTE, [running("b", NOW), whole])).toMatchObject([
    { kind: "changed", previous: half },
  ]);
});

test("a ticket that is gone is forgotten after the lookback, and keeps the window open no longer", () => {
  const memory = createWatchMemory(options);
  round(memory, NOW, [running("a", NOW - 9 * HOUR)]);
  const b = running("b", NOW);
  round(memory, NOW + MINUTE, [b]);
  expect(memory.startAfter).toBe(NOW - 9 * HOUR - 1);
  expect(round(memory, NOW + HOUR, [b, running("a", NOW - 9 * HOUR)])).toEqual([]); // it flickered
  round(memory, NOW + 2 * HOUR, [b]);
  round(memory, NOW + 3 * HOUR, [b]);
  expect([memory.size, memory.startAfter]).toEqual([1, NOW - HOUR]);
});

test("a ticket without a start is told, once, and keeps all listed until it has ended", () => {
  const memory = createWatchMemory(options);
  const early: Execution = { execution_id: "a", status: "Pending" };
  round(memory, NOW, [running("b", NOW), early]);
  expect(memory.startAfter).toBe(Number.NEGATIVE_INFINITY);
  const canceled = { ...early, status: "Canceled" };
  expect(short(round(memory, NOW + MINUTE, [running("b", NOW), canceled]))).toEqual(["changed a Canceled"]);
  const list = [running("c", NOW + 9 * HOUR), running("b", NOW), canceled];
  expect(short(round(memory, NOW + 9 * HOUR, list))).toEqual(["new c Running"]);
  expect([memory.size, memory.startAfter]).toEqual([3, NOW - 1]);
  expect(round(memory, NOW + 10 * HOUR, list)).toEqual([]);
  expect(memory.size).toBe(2);
});

test("a ticket that is dated in the future does not hide what starts before it", () => {
  const memory = createWatchMemory(options);
  round(memory, NOW, [running("future", NOW + 1000 * HOUR)]);
  const done = ended(running("a", NOW), NOW + MINUTE);
  expect(short(round(memory, NOW + 2 * MINUTE, [running("future", NOW + 1000 * HOUR), done]))).toEqual([
    "new a Succeeded",
  ]);
});

test("a clock that is set back brings nothing up again", () => {
  const memory = createWatchMemory(options);
  const list = [running("b", NOW), ended(running("a", NOW - 9 * HOUR), NOW - 8 * HOUR), running("c", NOW - 10 * HOUR)];
  round(memory, NOW, list);
  expect(round(memory, NOW - 20 * HOUR, list)).toEqual([]);
  expect(round(memory, NOW - 19 * HOUR, list)).toEqual([]);
});

test("times that are no numbers stop nothing", () => {
  const memory = createWatchMemory(options);
  const odd: Execution = JSON.parse('{"execution_id":"a","status":"Failed","start_time":"soon","update_time":null}');
  round(memory, NOW, [odd]);
  expect(short(round(memory, NOW + 9 * HOUR, [{ ...odd, end_time: NOW }]))).toEqual(["changed a Failed"]);
});

test("of 100,000 tickets that come and end, those that can still change are remembered", () => {
  const memory = createWatchMemory(options);
  const perRound = 100;
  const list: Execution[] = [running("paused", NOW - 1000 * HOUR)];
  let told = 0;
  let most = 0;
  let now = NOW;
  round(memory, now, list);
  for (let step = 0; step < 1000; step++) {
    now += 10 * MINUTE;
    // The paused ticket keeps every other one listed: the last 3000 of them stand for all.
    if (list.length > 3000) list.splice(1, perRound);
    for (const [index, ticket] of list.entries()) {
      if (index > 0 && ticket.status === "Running") list[index] = ended(ticket, now);
    }
    for (let number = 0; number < perRound; number++) list.push(running(`${step}-${number}`, now - number));
    told += round(memory, now, list).length;
    most = Math.max(most, memory.size);
  }
  expect(told).toBe(1000 * perRound + 999 * perRound);
  expect(most).toBeLessThanOrEqual(9 * perRound); // what started or ended within the hour, at six rounds an hour, and one to spare
});

/** What may happen to a list between two rounds, within what is promised. */
interface Happening {
  readonly what: "start" | "start late" | "change" | "end" | "change after the end" | "leave" | "nothing";
  readonly pick: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(
    "start",
    "start",
    "start late",
    "change",
    "end",
    "end",
    "change after the end",
    "leave",
    "nothing",
  ),
  pick: fc.nat(1000),
});
const step = fc.record({
  gap: fc.constantFrom(1000, 30_000, 10 * MINUTE, HOUR, 30 * HOUR),
  fails: fc.boolean(),
  happenings: fc.array(happening, { maxLength: 5 }),
});

/** Lets it happen to a list, at a moment within the gap. */
function happen(list: Execution[], { what, pick }: Happening, now: number, gap: number, id: string): void {
  const at = now - (pick % gap);
  const open = list.filter(({ status }) => status === "Running");
  const target = what === "change after the end" ? list[pick % list.length] : open[pick % open.length];
  if (what === "start") list.unshift(running(id, at));
  else if (what === "start late") list.push(ended(running(id, at - HOUR), at - HOUR));
  else if (target === undefined || what === "nothing") return;
  else if (what === "leave") list.splice(list.indexOf(target), 1);
  else if (what === "end") list[list.indexOf(target)] = ended(target, at);
  else if (what === "change" || (target.update_time ?? 0) >= at - HOUR) {
    list[list.indexOf(target)] = { ...target, update_time: at, description: `${pick}` };
  }
}

test("whatever happens, what is told is what the lists show one after the other", () => {
  const run = (steps: readonly { gap: number; fails: boolean; happenings: readonly Happening[] }[]) => {
    const memory = createWatchMemory(options);
    const list: Execution[] = [];
    const told = new Map<string, string>();
    let now = NOW;
    round(memory, now, list);
    for (const [number, { gap, fails, happenings }] of steps.entries()) {
      now += gap;
      for (const [index, one] of happenings.entries()) happen(list, one, now, gap, `${number}-${index}`);
      if (fails) {
        for (const ticket of list) memory.beginRound(now).see(ticket);
        continue;
      }
      const expected = list
        .filter((ticket) => told.get(ticket.execution_id) !== JSON.stringify(ticket))
        .map((ticket) => [told.has(ticket.execution_id) ? "changed" : "new", ticket] as const);
      for (const [, ticket] of expected) told.set(ticket.execution_id, JSON.stringify(ticket));
      const changes = round(memory, now, list).map(({ kind, execution }) => [kind, execution]);
      expect(changes).toEqual(expected.reverse());
    }
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 25 }), run), { numRuns: 500 });
});
