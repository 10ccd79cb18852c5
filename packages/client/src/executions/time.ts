import { InvalidArgumentError, timeOf } from "../errors.ts";

/** A point in time: epoch milliseconds, a `Date`, or an ISO 8601 string that names its zone, such as `2025-07-01T12:00:00+08:00`. */
export type Time = number | Date | string;

const ALLOWED = "epoch milliseconds, a Date, or an ISO 8601 string with a zone such as 2025-07-01T12:00:00Z";

/** Below this a number is taken for seconds: 1e11 ms is March 1973, and 1e11 s lies in the year 5138. */
const SMALLEST = 1e11;

/** The last moment that a `Date` can hold (ECMA-262, "Time Values and Time Range"). */
const LARGEST = 8.64e15;

const ISO_8601 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as the service counts it, in epoch milliseconds.
 *
 * @throws {InvalidArgumentError} naming `option`, if the value is not a time, has no zone, or looks like seconds.
 */
export function toEpochMilliseconds(value: unknown, option: string): number {
  const milliseconds = typeof value === "string" ? parseIso(value) : (timeOf(value) ?? value);
  if (typeof milliseconds !== "number" || !Number.isInteger(milliseconds) || milliseconds > LARGEST) {
    throw new InvalidArgumentError({ option, value, allowed: ALLOWED });
  }
  if (milliseconds < SMALLEST) {
    const hint = "This looks like seconds: multiply by 1000.";
    throw new InvalidArgumentError({ option, value, allowed: `${ALLOWED}, not before March 1973`, hint });
  }
  return milliseconds;
}

/** Whether the service can be asked for this time: {@link toEpochMilliseconds} would take it. */
export function isAskable(milliseconds: number): boolean {
  return Number.isInteger(milliseconds) && milliseconds >= SMALLEST && milliseconds <= LARGEST;
}

/** NaN if the text is not such a time: no zone, or a day that its month does not have, which `Date.parse` would roll over. */
function parseIso(text: string): number {
  const [, year, month, day] = ISO_8601.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return date.getUTCDate() === Number(day) ? Date.parse(text) : Number.NaN;
}

/** A length of time back from now: `90s`, `30m`, `24h`, `7d`, `2w`. A day is 24 hours, whatever the clocks do. */
export type Duration = `${number}${"s" | "m" | "h" | "d" | "w"}`;

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The part of a filter that asks for tickets that started at `time` or later: `since("24h")`, `since("2025-07-01T00:00:00Z")`.
 * The service's own bound is exclusive, so one millisecond is subtracted.
 *
 * @param now What a duration counts back from, in epoch milliseconds. @default the machine's clock
 * @throws {InvalidArgumentError} if it is neither a duration nor a time, or is before March 1973.
 */
export function since(time: Duration | Time, now: number = Date.now()): { start_time: number } {
  return { start_time: toStart(time, now) - 1 };
}

function toStart(time: Duration | Time, now: number): number {
  const [, amount, unit = ""] = (typeof time === "string" && /^(\d+(?:\.\d+)?)([smhdw])$/.exec(time)) || [];
  if (amount !== undefined) {
    const start = Math.floor(now - Number(amount) * (UNITS[unit] ?? 0));
    if (isAskable(start)) return start;
    throw new InvalidArgumentError({
      option: "since",
      value: time,
      allowed: "a duration that reaches back to March 1973 at most",
    });
  }
  if (typeof time === "string" && !time.includes("T")) {
    const allowed = "a duration such as 90s, 30m, 24h, 7d or 2w, or a time such as 2025-07-01T12:00:00Z";
    throw new InvalidArgumentError({ option: "since", value: time, allowed });
  }
  return toEpochMilliseconds(time, "since");
}
