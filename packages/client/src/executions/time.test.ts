import { expect, test } from "vitest";
import { toEpochMilliseconds } from "./time.ts";

const accepted: [given: number | Date | string, wanted: number][] = [
  [1_751_374_905_000, 1_751_374_905_000],
  [100_000_000_000, 100_000_000_000],
  [new Date(1_751_374_905_000), 1_751_374_905_000],
  ["2025-07-01T13:01:45Z", 1_751_374_905_000],
  ["2025-07-01T13:01Z", 1_751_374_860_000],
  ["2025-07-01T21:01:45+08:00", 1_751_374_905_000],
  ["2025-07-01T13:01:45.5Z", 1_751_374_905_500],
  // The same wall clock on the two sides of a change to winter time, told apart by the zone.
  ["2025-10-26T02:30:00+02:00", 1_761_438_600_000],
  ["2025-10-26T02:30:00+01:00", 1_761_442_200_000],
  ["2024-02-29T00:00:00Z", 1_709_164_800_000],
];

test.each(accepted)("%s is %i", (given, wanted) => {
  expect(toEpochMilliseconds(given, "start_time")).toBe(wanted);
});

const refused: unknown[] = [
  1_751_374_905, // seconds
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  9e15,
  new Date(Number.NaN),
  new Date(1_751_374_905), // a Date made of seconds
  "2025-07-01T13:01:45", // no zone
  "2025-07-01",
  "2025-02-29T00:00:00Z", // no such day
  "2025-13-01T00:00:00Z",
  "2025-07-01T25:00:00Z",
  "2025-07-01T00:00:00+99:00",
  "1751374905000",
  "yesterday",
  "",
  null,
  {},
  true,
  10n,
];

test.each(refused)("%s is refused, naming the option", (given) => {
  expect(() => toEpochMilliseconds(given, "start_time")).toThrow(
    /^start_time must be epoch milliseconds, a Date, or an ISO/,
  );
});

test("a refusal shows the value, and says what to do about seconds", () => {
  expect(() => toEpochMilliseconds(1_751_374_905, "end_time")).toThrow(
    /not before March 1973, not 1751374905\. This looks like seconds: multiply by 1000\.$/,
  );
});
