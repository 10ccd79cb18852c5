import { expect, test } from "vitest";
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

test("moves on by hand", async () => {
  const clock = virtualClock({ now: 0 });
  const sleeping = clock.sleep(100);
  clock.advance(1000);
  await sleeping;
  expect(clock.now()).toBe(1000);
});

test("begins when the newest generated ticket starts, with chance by seed", () => {
  expect(virtualClock().now()).toBe(Date.UTC(2025, 6, 1, 13));
  expect(virtualClock({ seed: 3 }).random()).toBe(virtualClock({ seed: 3 }).random());
  expect(virtualClock({ seed: 3 }).random()).not.toBe(virtualClock({ seed: 4 }).random());
});
