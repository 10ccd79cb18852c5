import { expect, test } from "vitest";
import { timestamp } from "./timestamp.ts";

test.each([
  ["2025-07-01T12:00:00.999Z", "20250701T120000Z"],
  ["2025-07-01T01:30:00+02:00", "20250630T233000Z"],
  ["1970-01-01T00:00:00Z", "19700101T000000Z"],
])("%s is written as %s", (date, text) => {
  expect(timestamp(new Date(date))).toBe(text);
});

test.each([new Date(Number.NaN), new Date(8.64e15)])("%s is refused", (date) => {
  expect(() => timestamp(date)).toThrow(/^date must be a Date within the years 0 to 9999/);
});
