import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { timestamp } from "./sign-request.ts";

test.each([
  ["2025-07-01T12:00:00.999Z", "20250701T120000Z"],
  ["2025-07-01T01:30:00+02:00", "20250630T233000Z"],
  ["1970-01-01T00:00:00Z", "19700101T000000Z"],
])("%s is written as %s", (date, text) => {
  expect(timestamp(new Date(date))).toBe(text);
});

test("each second has its own text, whatever was asked before", () => {
  const texts = [999, 1000, 1999, 2000, 999, -1].map((time) => timestamp(new Date(time)).slice(9, 15));
  expect(texts).toEqual(["000000", "000001", "000001", "000002", "000000", "235959"]);
});

const refused: unknown[] = [
  ...[new Date(Number.NaN), new Date(8.64e15)],
  ...[undefined, null, 0, 1751371200000, "2025-07-01T12:00:00Z", "", {}, { getTime: () => 0 }],
];

test.each(refused)("%o is refused", (date) => {
  expect(() => Reflect.apply(timestamp, undefined, [date])).toThrow(/^date must be a Date within the years 0 to 9999/);
});

test("a Date of another realm is one", () => {
  expect(timestamp(runInNewContext("new Date(0)"))).toBe("19700101T000000Z");
});
