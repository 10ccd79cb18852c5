import { InvalidArgumentError, kindOf } from "../errors/invalid-argument-error.ts";

/**
 * The time of a signature as `X-Sdk-Date` takes it: `20250701T120000Z`. The service accepts 15 minutes to either side of
 * its own clock.
 *
 * @throws {InvalidArgumentError} for what is no Date, or one that four digits for the year do not hold.
 */
export function timestamp(date: Date): string {
  const iso = isValidDate(date) ? date.toISOString() : ""; // 2025-07-01T12:00:00.000Z
  if (iso.length !== 24)
    throw new InvalidArgumentError({ option: "date", value: date, allowed: "a Date within the years 0 to 9999" });
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** Told by its kind, since `instanceof` fails for the dates of another realm, such as those that a test runner makes. */
function isValidDate(date: unknown): date is Date {
  return kindOf(Object(date)) === "Date" && !Number.isNaN(Number(date));
}
