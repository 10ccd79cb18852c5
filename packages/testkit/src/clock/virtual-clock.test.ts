import { expect, test, vi } from "vitest";
import { virtualClock } from "./virtual-clock.ts";

test("moves on by what is slept, in no time", async () => {
  const clock = virtualClock({ now: 1000 });
  await clock.sleep(3_600_000);
  await clock.sleep(500);
  expect(clock.now()).toBe(3_601_500);
  expect(clock.sleeps).toEqual([3_600_000, 500]);
});

test("wakes sleepers in the order of their times, each at its own", async () => {
  const clock = virtualClock({ now: 0 });
  const woken: [string, number][] = [];
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push([name, clock.now()]);
  };
  await Promise.all([sleep("late", 300), sleep("early", 100), sleep("early too", 100), sleep("at once", 0)]);
  expect(woken).toEqual([
    ["at once", 0],
    ["early", 100],
    ["early too", 100],
    ["late", 300],
  ]);
});

test("lets one that wakes go back to sleep before the next one's time comes", async () => {
  const clock = virtualClock({ now: 0 });
  const ticks: number[] = [];
  const tick = async () => {
    for (let count = 0; count < 3; count++) {
      await clock.sleep(10);
      ticks.push(clock.now());
    }
  };
  await Promise.all([tick(), clock.sleep(25).then(() => ticks.push(clock.now()))]);
  expect(ticks).toEqual([10, 20, 25, 30]);
});

test("rejects with the signal's reason, before and during the sleep", async () => {
  const clock = virtualClock({ now: 0 });
  const reason = new Error("enough");
  await expect(clock.sleep(100, AbortSignal.abort(reason))).rejects.toBe(reason);

  const controller = new AbortController();
  const sleeping = clock.sleep(100, controller.signal);
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  await clock.sleep(5);
  expect(clock.now()).toBe(5);
});

test("advance moves the time on at once, and lets what is due meanwhile happen, each thing at its time", async () => {
  const clock = virtualClock({ now: 0 });
  void clock.advance(1000);
  expect(clock.now()).toBe(1000);

  const happened: [string, number][] = [];
  const note = (what: string) => () => void happened.push([what, clock.now()]);
  clock.at(1300, note("later"));
  clock.at(1100, note("sooner"));
  clock.at(1300, note("later too"));
  clock.at(9000, note("too late"));
  clock.timer(200, note("limit"));
  clock.timer(100, note("cancelled"))();
  await clock.advance(500);
  expect(happened).toEqual([
    ["sooner", 1100],
    ["limit", 1200],
    ["later", 1300],
    ["later too", 1300],
  ]);
  expect(clock.now()).toBe(1500);
});

test("what is to happen at a time makes no time pass, and happens at once where the time has passed", async () => {
  const clock = virtualClock({ now: 1000 });
  let count = 0;
  clock.at(2000, () => count++);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([count, clock.now()]).toEqual([0, 1000]);
  clock.at(500, () => count++);
  await clock.advance(0);
  expect([count, clock.now()]).toEqual([1, 1000]);
  await clock.sleep(5000);
  expect([count, clock.now()]).toEqual([2, 6000]);
});

test("what happens at a time may add to what happens then and later", async () => {
  const clock = virtualClock({ now: 0 });
  const ticks: number[] = [];
  const tick = () => {
    ticks.push(clock.now());
    if (ticks.length < 4) clock.at(clock.now() + 10, tick);
  };
  clock.at(10, tick);
  await clock.sleep(1000);
  expect(ticks).toEqual([10, 20, 30, 40]);
});

test("a time limit does not expire while a request is at work, whoever sleeps beside it", async () => {
  const clock = virtualClock({ now: 0 });
  let isOver = false;
  const cancel = clock.timer(30_000, () => {
    isOver = true;
  });
  const sleeping = clock.sleep(3_600_000);
  await clock.sleep(1000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([isOver, clock.now()]).toEqual([false, 1000]);
  cancel();
  await sleeping;
  expect([isOver, clock.now()]).toEqual([false, 3_600_000]);
});

test("a time limit expires where the request waits for ever, and by the machine's clock where nobody makes time pass", async () => {
  const clock = virtualClock({ now: 0 });
  const controller = new AbortController();
  const stalled = clock.stall(Number.POSITIVE_INFINITY, controller.signal);
  const expired = new Promise<number>((resolve) => clock.timer(30_000, () => resolve(clock.now())));
  expect(await expired).toBe(30_000);
  controller.abort("enough");
  await expect(stalled).rejects.toBe("enough");

  const slow = new Promise((resolve) => clock.timer(20, () => resolve("expired")));
  expect(await slow).toBe("expired");
});

test("its own signal aborts when the time has passed", async () => {
  const clock = virtualClock({ now: 0 });
  const signal = clock.timeout(5000);
  await clock.sleep(4999);
  expect(signal.aborted).toBe(false);
  await clock.sleep(1);
  expect(signal.reason).toMatchObject({ name: "TimeoutError" });
});

test("is a clock of whole milliseconds, and no wait ends early", async () => {
  const clock = virtualClock({ now: 0 });
  await clock.sleep(0.2);
  await clock.sleep(-5);
  await clock.advance(1.5);
  expect(clock.now()).toBe(3);
  expect(clock.sleeps).toEqual([1, 0]);
});

test("goes on where a test has replaced the timers", async () => {
  vi.useFakeTimers();
  try {
    const clock = virtualClock({ now: 0 });
    await clock.sleep(1000);
    await new Promise<void>((resolve) => clock.timer(10, resolve));
    expect(clock.now()).toBe(1000);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ["x", 'time must be a number, not "x".'],
  [Number.NaN, "time must be a number, not NaN."],
])("refuses %j as a time", (time, message) => {
  expect(() => virtualClock().at(time as number, () => undefined)).toThrow(new TypeError(message));
});

test("begins when the newest generated ticket starts, with chance by seed", () => {
  expect(virtualClock().now()).toBe(Date.UTC(2025, 6, 1, 13));
  expect(virtualClock({ seed: 3 }).random()).toBe(virtualClock({ seed: 3 }).random());
  expect(virtualClock({ seed: 3 }).random()).not.toBe(virtualClock({ seed: 4 }).random());
});
