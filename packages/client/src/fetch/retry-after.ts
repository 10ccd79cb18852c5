import { parseHttpDate } from "./http-date.ts";

/**
 * How long an answer asks to wait, in milliseconds, if it asks. `Retry-After-Ms` goes first, being the more precise;
 * `Retry-After` holds seconds or a date (RFC 9110, section 10.2.3). What is neither is taken as not asked.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const milliseconds = readNumber(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return Math.ceil(milliseconds);

  const value = headers.get("retry-after");
  const seconds = readNumber(value);
  if (seconds !== undefined) return Math.ceil(seconds * 1000);

  const until = parseHttpDate(value);
  // By the service's own clock where it tells: by ours, which may be off, the wait could be shortened.
  return until === undefined ? undefined : Math.max(0, until - (parseHttpDate(headers.get("date")) ?? now));
}

function readNumber(value: string | null): number | undefined {
  return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}
