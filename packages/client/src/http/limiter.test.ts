import { getEventListeners } from "node:events";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { virtualClock } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { type Clock, systemClock } from "../clock.ts";
import { createLimiter, type LimiterOptions } from "./limiter.ts";

const HOUR = 3_600_000;

/** A limiter, and a clock that can be set back while time goes on. */
function limited(options: Partial<LimiterOptions> = {}) {
  const time = virtualClock();
  const start = time.now();
  let setBackBy = 0;
  let whileAsleep: () => void = () => undefined;
  const clock: Clock = {
    random: time.random,
    now: () => time.now() - setBackBy,
    sleep(ms, signal) {
      const end = time.sleep(ms, signal);
      whileAsleep();
      return end;
    },
  };
  const limiter = createLimiter({ maxConcurrency: 100, requestsPerSecond: undefined, clock, ...options });
  return {
    limiter,
    passed: () => time.now() - start,
    setBack: () => {
      setBackBy += HOUR;
    },
    /** Does something as soon as somebody sleeps, once. */
    whileAsleep(action: () => void) {
      whileAsleep = () => {
        whileAsleep = () => undefined;
        action();
      };
    },
  };
}

/** Stands in line under a name, which is told when its turn has come. */
function enter({ limiter }: ReturnType<typeof limited>, started: string[], name: string, signal?: AbortSignal) {
  const turn = limiter.acquire(signal) ?? Promise.resolve();
  return turn.then(() => void started.push(name));
}

test("where nothing is to be waited for, nothing is waited for", () => {
  const { limiter } = limited({ maxConcurrency: 2 });
  expect(limiter.acquire(undefined)).toBeUndefined();
  expect(limiter.acquire(undefined)).toBeUndefined();
  expect(limiter.acquire(undefined)).toBeInstanceOf(Promise);
});

test.each([
  ["while nothing is limited", {}, 0, 0],
  ["between two requests of a rate", { requestsPerSecond: 10 }, 0, 100],
  ["during a pause", {}, 5000, 5000],
  ["during a pause, at a rate", { requestsPerSecond: 10 }, 5000, 5000],
])("a clock that is set back by an hour %s lengthens no wait", async (_, options, pause, expected) => {
  const { limiter, passed, setBack } = limited(options);
  await limiter.acquire(undefined);
  if (pause > 0) limiter.pause(pause);
  setBack();
  await limiter.acquire(undefined);
  expect(passed()).toBe(expected);
});

test("a clock that is set back by an hour while someone waits lets that wait begin anew, not last an hour", async () => {
  const { limiter, passed, setBack, whileAsleep } = limited();
  limiter.pause(5000);
  whileAsleep(setBack);
  await limiter.acquire(undefined);
  expect(passed()).toBe(10_000);
  await limiter.acquire(undefined);
  expect(passed()).toBe(10_000);
});

test("a pause after the clock was set back is as long as it should be", async () => {
  const { limiter, passed, setBack } = limited({ requestsPerSecond: 10 });
  await limiter.acquire(undefined);
  setBack();
  limiter.pause(5000);
  await limiter.acquire(undefined);
  expect(passed()).toBe(5000);
});

test("at a rate all start in the order they came, one an interval, also where some have given up", async () => {
  const line = limited({ requestsPerSecond: 10 });
  const started: string[] = [];
  const controller = new AbortController();
  const turns = ["A", "B", "C", "D", "E", "F"].map((name) =>
    enter(line, started, name, "CE".includes(name) ? controller.signal : undefined),
  );
  controller.abort("stop");
  const results = await Promise.allSettled(turns);
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, true, false, true, false, true]);
  expect(started).toEqual(["A", "B", "D", "F"]);
  expect(line.passed()).toBe(300);
});

test("the rate is kept by those that come one after the other, and idle time is not saved up", async () => {
  const { limiter, passed } = limited({ requestsPerSecond: 4 });
  for (let request = 0; request < 5; request++) {
    await limiter.acquire(undefined);
    limiter.release();
  }
  expect(passed()).toBe(1000);

  const idle = limited({ requestsPerSecond: 4 });
  await idle.limiter.acquire(undefined);
  idle.limiter.pause(10_000);
  await idle.limiter.acquire(undefined);
  await idle.limiter.acquire(undefined);
  expect(idle.passed()).toBe(10_250);
});

test("a place that gets free is for the head of the line alone", async () => {
  const line = limited({ maxConcurrency: 1 });
  const started: string[] = [];
  await enter(line, started, "A");
  const turns = [enter(line, started, "B"), enter(line, started, "C")];
  line.limiter.release();
  turns.push(enter(line, started, "D")); // it comes when the place is free, but is not the next
  await turnOfTheLoop();
  expect(started).toEqual(["A", "B"]);
  line.limiter.release();
  await turnOfTheLoop();
  expect(started).toEqual(["A", "B", "C"]);
  line.limiter.release();
  await Promise.all(turns);
  expect(started).toEqual(["A", "B", "C", "D"]);
});

test("a place that gets free as the head of the line gives up is for the next", async () => {
  const line = limited({ maxConcurrency: 1 });
  const started: string[] = [];
  const controller = new AbortController();
  await enter(line, started, "A");
  const head = enter(line, started, "B", controller.signal);
  const next = enter(line, started, "C");
  await turnOfTheLoop();
  line.limiter.release();
  controller.abort("stop");
  await expect(head).rejects.toBe("stop");
  await next;
  expect(started).toEqual(["A", "C"]);
});

test("who stands behind one that gives up does not get before those who came first", async () => {
  const line = limited({ maxConcurrency: 1 });
  const started: string[] = [];
  const controller = new AbortController();
  await enter(line, started, "A");
  const turns = [
    enter(line, started, "B"),
    enter(line, started, "C", controller.signal),
    enter(line, started, "D"),
  ] as const;
  controller.abort("stop");
  await expect(turns[1]).rejects.toBe("stop");
  await turnOfTheLoop();
  line.limiter.release();
  await turns[0];
  line.limiter.release();
  await turns[2];
  expect(started).toEqual(["A", "B", "D"]);
});

test("a pause holds back those who wait already, and a shorter one takes nothing off", async () => {
  const { limiter, passed, whileAsleep } = limited();
  limiter.pause(1000);
  whileAsleep(() => {
    limiter.pause(5000);
    limiter.pause(2000);
  });
  await limiter.acquire(undefined);
  expect(passed()).toBe(5000);
});

test("who has given up before does not even stand in line", () => {
  const { limiter } = limited({ maxConcurrency: 1 });
  expect(() => limiter.acquire(AbortSignal.abort("stop"))).toThrow("stop");
  expect(limiter.acquire(undefined)).toBeUndefined();
});

test("an abort is heard wherever in the line one stands, and leaves no listener", async () => {
  const places = limited({ maxConcurrency: 1 }).limiter;
  await places.acquire(undefined);
  const paused = limited({ clock: systemClock }).limiter;
  paused.pause(HOUR);
  const controllers = [new AbortController(), new AbortController(), new AbortController()] as const;
  const [head, behind, sleeping] = controllers;
  const turns = [places.acquire(head.signal), places.acquire(behind.signal), paused.acquire(sleeping.signal)];
  await turnOfTheLoop();
  const listeners = () => controllers.map(({ signal }) => getEventListeners(signal, "abort").length);
  expect(listeners()).toEqual([1, 1, 1]);
  for (const controller of [behind, head, sleeping]) controller.abort("stop");
  for (const turn of turns) await expect(turn).rejects.toBe("stop");
  expect(listeners()).toEqual([0, 0, 0]);
});

test("a turn that has come leaves no listener", async () => {
  const { limiter } = limited({ maxConcurrency: 1, requestsPerSecond: 10 });
  const { signal } = new AbortController();
  for (let turn = 0; turn < 3; turn++) {
    const ended = limiter.acquire(signal);
    if (turn > 0) limiter.release();
    await ended;
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("an abort between two waits is heard as well", async () => {
  const line = limited({ maxConcurrency: 1 });
  const controller = new AbortController();
  const { signal } = controller;
  signal.removeEventListener = (...words: Parameters<typeof signal.removeEventListener>) => {
    EventTarget.prototype.removeEventListener.apply(signal, words);
    controller.abort("stop"); // when nobody listens
  };
  const started: string[] = [];
  await enter(line, started, "A");
  const head = new AbortController();
  const turns = [enter(line, started, "B", head.signal), enter(line, started, "C", signal)];
  head.abort("gone");
  await expect(turns[0]).rejects.toBe("gone");
  await expect(turns[1]).rejects.toBe("stop");
});
