import { expect, test } from "vitest";
import { parseHttpDate } from "./clock-skew.ts";

const moment = Date.UTC(2025, 6, 1, 12, 0, 30);

test.each([
  ["Tue, 01 Jul 2025 12:00:30 GMT", moment],
  ["Tue, 1 Jul 2025 12:00:30 GMT", moment],
  ["Tuesday, 01-Jul-25 12:00:30 GMT", moment],
  ["Tue Jul  1 12:00:30 2025", moment],
  ["Tue, 99 Jul 2025 12:00:30 GMT", undefined],
  ["Tue, 01 Jul 2025 12:00:30", undefined],
  ["Tue, 01 Jul 2025 12:00:30 GMT, Tue, 01 Jul 2025 12:00:30 GMT", undefined],
  ["2025", undefined],
  ["garbage 5", undefined],
  ["", undefined],
  [null, undefined],
])("%j is %s", (text, wanted) => {
  expect(parseHttpDate(text)).toBe(wanted);
});
