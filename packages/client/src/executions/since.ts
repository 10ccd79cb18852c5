import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { isAskable, type Time, toEpochMilliseconds } from "./time.ts";

/** A length of time back from now: `90s`, `30m`, `24h`, `7d`, `2w`. A day is 24 hours, whatever the clocks do. */
export type Duration = `${number}${"s" | "m" | "h" | "d" | "w"}`;

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The part of a filter that asks for tickets that started at `time` or later: `since("24h")`, `since("2025-07-01T00:00:00Z")`.
 * The service's own bound is exclusive, so one millisecond is taken off.
 *
 * @param now What a duration counts back from, in epoch milliseconds; the machine's clock unless given.
 * @throws {InvalidArgumentError} when it is neither a duration nor a moment, or lies before March 1973.
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
    const allowed = "a duration such as 90s, 30m, 24h, 7d or 2w, or a moment such as 2025-07-01T12:00:00Z";
    throw new InvalidArgumentError({ option: "since", value: time, allowed });
  }
  return toEpochMilliseconds(time, "since");
}
