import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/**
 * The time of a signature as `X-Sdk-Date` takes it: `20250701T120000Z`. The service accepts 15 minutes to either side of
 * its own clock.
 */
export function timestamp(date: Date): string {
  const iso = Number.isNaN(date.getTime()) ? "" : date.toISOString(); // 2025-07-01T12:00:00.000Z
  if (iso.length !== 24)
    throw new InvalidArgumentError({ option: "date", value: date, allowed: "a Date within the years 0 to 9999" });
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}
