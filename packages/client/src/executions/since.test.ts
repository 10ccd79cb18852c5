import { expect, test } from "vitest";
import { type Duration, since } from "./time.ts";

const now = Date.UTC(2025, 6, 1, 12);

test.each<[Duration, number]>([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["24h", 86_400_000],
  ["1.5h", 5_400_000],
  ["7d", 604_800_000],
  ["2w", 1_209_600_000],
])("since(%s) begins %i ms ago, and that very millisecond is included", (duration, back) => {
  expect(since(duration, now)).toEqual({ start_time: now - back - 1 });
});

test("a day is 24 hours, also across a change of the clocks", () => {
  const afterChange = Date.parse("2025-10-26T12:00:00+01:00");
  expect(since("1d", afterChange)).toEqual({ start_time: Date.parse("2025-10-25T13:00:00+02:00") - 1 });
});

test.each([now, new Date(now), "2025-07-01T12:00:00Z", "2025-07-01T20:00:00+08:00"])(
  "since(%s) begins at that moment",
  (time) => {
    expect(since(time)).toEqual({ start_time: now - 1 });
  },
);

test("a duration counts back from the machine's clock unless another moment is given", () => {
  const before = Date.now();
  const { start_time } = since("1h");
  expect(start_time).toBeGreaterThanOrEqual(before - 3_600_001);
  expect(start_time).toBeLessThanOrEqual(Date.now() - 3_600_001);
});

test.each(["24", "24 h", "-24h", "h", "1y", "yesterday", "", "2025-07-01T12:00:00"])("since(%j) is refused", (text) => {
  expect(() => since(text as Duration, now)).toThrow(/^since must be /);
});

test("a duration from before 1973 is refused like any time that looks like seconds", () => {
  expect(() => since(1_751_374_905)).toThrow(/seconds/);
});

test.each<Duration>(["3000w", "99999w"])("since(%s) reaches back too far, and says so at once", (duration) => {
  expect(() => since(duration, now)).toThrow(/^since must be a duration that reaches back to March 1973 at most/);
});
