import { expect, test } from "vitest";
import { readRetryAfter } from "./retry.ts";

const now = Date.UTC(2025, 6, 1, 12);

const cases: [headers: Record<string, string>, wanted: number | undefined][] = [
  [{}, undefined],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "1.5" }, 1500],
  [{ "retry-after": " 7 " }, 7000],
  [{ "retry-after": "Tue, 01 Jul 2025 12:00:30 GMT" }, 30_000],
  [{ "retry-after": "Tue, 01 Jul 2025 11:00:00 GMT" }, 0], // in the past
  [{ "retry-after-ms": "250" }, 250],
  [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
  [{ "retry-after-ms": "soon", "retry-after": "7" }, 7000],
  [{ "retry-after": "-5" }, undefined],
  [{ "retry-after": "" }, undefined],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "soon 9999" }, undefined], // Date.parse takes it for a year
  [{ "retry-after": "5, 10" }, undefined],
  [{ "retry-after": "Tue Jul  1 12:00:30 2025" }, 30_000], // the oldest form, which means GMT
  // By the service's own clock, which is an hour behind ours, and then an hour ahead.
  [{ "retry-after": "Tue, 01 Jul 2025 11:00:30 GMT", date: "Tue, 01 Jul 2025 11:00:00 GMT" }, 30_000],
  [{ "retry-after": "Tue, 01 Jul 2025 13:00:30 GMT", date: "Tue, 01 Jul 2025 13:00:00 GMT" }, 30_000],
  [{ "retry-after": "86400" }, 86_400_000],
];

test.each(cases)("%j asks for %s ms", (headers, wanted) => {
  expect(readRetryAfter(new Headers(headers), now)).toBe(wanted);
});
