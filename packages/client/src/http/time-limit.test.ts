import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../clock.ts";
import { withTimeLimit } from "./time-limit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to, under a limit of a second. */
function limited() {
  const caller = new AbortController();
  let finish: (result: string) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  let limit: AbortSignal | undefined;
  let timeouts = 0;
  const result = withTimeLimit({
    timeout: 1000,
    clock: systemClock,
    signal: caller.signal,
    work: (signal) => {
      limit = signal;
      return new Promise<string>((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    },
    onTimeout: () => `timeout ${++timeouts}`,
  });
  return { caller, finish, fail, result, limit: () => limit };
}

type Limited = ReturnType<typeof limited>;

const TIMEOUT = { status: "fulfilled", value: "timeout 1" };
const ABORT = { status: "rejected", reason: "stop" };

const ends: [name: string, end: (limited: Limited) => void, expected: object][] = [
  ["a work that comes in time", ({ finish }) => finish("done"), { status: "fulfilled", value: "done" }],
  ["a work that fails", ({ fail }) => fail("broken"), { status: "rejected", reason: "broken" }],
  ["a work that takes too long", () => vi.advanceTimersByTime(1000), TIMEOUT],
  ["a caller that gives up", ({ caller }) => caller.abort("stop"), ABORT],
];

test.each(ends)("%s leaves neither a timer nor a listener", async (_, end, expected) => {
  const { result, caller, ...rest } = limited();
  expect([vi.getTimerCount(), getEventListeners(caller.signal, "abort").length]).toEqual([1, 1]);
  end({ result, caller, ...rest });
  expect(await Promise.allSettled([result])).toEqual([expected]);
  expect([vi.getTimerCount(), getEventListeners(caller.signal, "abort").length]).toEqual([0, 0]);
});

const [, , tooLong, givesUp] = ends;
const late = [tooLong, givesUp].flatMap((row) => (row === undefined ? [] : [row]));

test.each(late)(
  "after %s the work's signal says so, and what it brings then does nothing",
  async (_, end, expected) => {
    for (const settle of [({ finish }: Limited) => finish("late"), ({ fail }: Limited) => fail("late")]) {
      const work = limited();
      end(work);
      expect(work.limit()?.aborted).toBe(true);
      settle(work);
      expect(await Promise.allSettled([work.result])).toEqual([expected]);
    }
  },
);

test("after the end neither the time nor the caller aborts the work", async () => {
  const { result, caller, finish, limit } = limited();
  finish("done");
  await result;
  vi.advanceTimersByTime(1000);
  caller.abort("stop");
  expect(limit()?.aborted).toBe(false);
});

test("the work is told why: by the caller's reason, or by a timeout", () => {
  const aborted = limited();
  aborted.result.catch(() => undefined);
  aborted.caller.abort("stop");
  expect(aborted.limit()?.reason).toBe("stop");
  const late = limited();
  vi.advanceTimersByTime(1000);
  expect(late.limit()?.reason).toMatchObject({ name: "TimeoutError" });
});

test("nothing is begun for a caller that has given up before", async () => {
  const work = vi.fn(async () => "done");
  const limit = {
    timeout: 1000,
    clock: systemClock,
    signal: AbortSignal.abort("stop"),
    work,
    onTimeout: () => "timeout",
  };
  await expect(withTimeLimit(limit)).rejects.toBe("stop");
  expect(work).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
