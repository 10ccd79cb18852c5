import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** The last answer: requests come in crowds, and a second has one text. */
let latest = { second: Number.NaN, text: "" };

/**
 * The time of a signature as `X-Sdk-Date` takes it: `20250701T120000Z`. The service accepts 15 minutes to either side of
 * its own clock.
 *
 * @throws {InvalidArgumentError} for what is no Date, or one that four digits for the year do not hold.
 */
export function timestamp(date: Date): string {
  const second = Math.floor(timeOf(date) / 1000);
  if (second === latest.second) return latest.text;
  const iso = Number.isNaN(second) ? "" : date.toISOString(); // 2025-07-01T12:00:00.000Z
  if (iso.length !== 24)
    throw new InvalidArgumentError({ option: "date", value: date, allowed: "a Date within the years 0 to 9999" });
  const text = `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
  latest = { second, text };
  return text;
}

/** Asked by its own method, since `instanceof` fails for the dates of another realm, such as those that a test runner makes. */
function timeOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return Number.NaN;
  }
}
