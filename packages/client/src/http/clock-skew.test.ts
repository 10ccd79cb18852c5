import { expect, test } from "vitest";
import { isAboutTime, readClockOffset } from "./clock-skew.ts";

const now = Date.UTC(2025, 6, 1, 12);
const HOUR = 3_600_000;
const words = "signature expired, signature time:20250701T120000Z,server time:20250701T130000Z";

test.each<[string, Record<string, string>, string, number | undefined]>([
  ["its Date", { date: "Tue, 01 Jul 2025 13:00:00 GMT" }, "", HOUR],
  ["its Date rather than its words", { date: "Tue, 01 Jul 2025 14:00:00 GMT" }, words, 2 * HOUR],
  ["its words where there is no Date", {}, words, HOUR],
  ["its words where the Date is none", { date: "garbage 5" }, words, HOUR],
  ["nothing where neither tells", { date: "garbage 5" }, "signature expired, server time:20259999T999999Z", undefined],
  ["nothing where a cache kept the answer", { date: "Tue, 01 Jul 2025 13:00:00 GMT", age: "5" }, words, undefined],
])("the service's time is taken from %s", (_, headers, errorMessage, ahead) => {
  const reading = { headers: new Headers(headers), sentAt: now - 1000, receivedAt: now + 1000 };
  expect(readClockOffset(reading, errorMessage)).toBe(ahead === undefined ? undefined : ahead + 500);
});

test.each([
  [401, "APIGW.0301", words, true],
  [401, "APIG.0301", words, true],
  [403, "APIGW.0301", words, false],
  [401, "APIGW.0307", words, false],
  [401, undefined, words, false],
  [401, "APIGW.0301", "verify aksk signature fail", false],
  [401, "APIGW.0301", "token expires, expires_at: 2025-07-01T11:00:00Z", false],
  [401, "APIGW.0301", undefined, false],
])("a %i %s with the words %j is about the time: %s", (status, errorCode, errorMessage, wanted) => {
  expect(isAboutTime(status, errorCode, errorMessage)).toBe(wanted);
});
