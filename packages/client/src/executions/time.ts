import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** A moment: epoch milliseconds, a `Date`, or an ISO 8601 string that names its zone, such as `2025-07-01T12:00:00+08:00`. */
export type Time = number | Date | string;

const ALLOWED =
  "epoch milliseconds, a Date, or an ISO 8601 string with a zone such as 2025-07-01T12:00:00Z or 2025-07-01T20:00:00+08:00";

/** Below this a number is taken for seconds: 1e11 ms is March 1973, and 1e11 s lies in the year 5138. */
const SMALLEST = 1e11;

/** The last moment that a `Date` can hold (ECMA-262, "Time Values and Time Range"). */
const LARGEST = 8.64e15;

const ISO_8601 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A moment as the service counts it, in epoch milliseconds.
 *
 * @throws {InvalidArgumentError} naming `option`, when the value is no moment, has no zone, or looks like seconds.
 */
export function toEpochMilliseconds(value: unknown, option: string): number {
  const milliseconds = typeof value === "string" ? parseIso(value) : value instanceof Date ? value.getTime() : value;
  if (typeof milliseconds !== "number" || !Number.isInteger(milliseconds) || milliseconds > LARGEST) {
    throw new InvalidArgumentError({ option, value, allowed: ALLOWED });
  }
  if (milliseconds < SMALLEST) {
    const hint = "This looks like seconds: multiply by 1000.";
    throw new InvalidArgumentError({ option, value, allowed: `${ALLOWED}, not before March 1973`, hint });
  }
  return milliseconds;
}

/** Whether the service can be asked for this moment: {@link toEpochMilliseconds} would take it. */
export function isAskable(milliseconds: number): boolean {
  return Number.isInteger(milliseconds) && milliseconds >= SMALLEST && milliseconds <= LARGEST;
}

/** NaN where the text is no such time: no zone, or a day that its month does not have, which `Date.parse` lets roll over. */
function parseIso(text: string): number {
  const [, year, month, day] = ISO_8601.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return date.getUTCDate() === Number(day) ? Date.parse(text) : Number.NaN;
}
