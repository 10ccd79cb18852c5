import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/**
 * The time of a signature as `X-Sdk-Date` takes it: `20250701T120000Z`. The service accepts 15 minutes to either side of
 * its own clock.
 */
export function timestamp(date: Date): string {
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(/[-:]|\.\d{3}/g, "");
  if (!/^\d{8}T\d{6}Z$/.test(text))
    throw new InvalidArgumentError({ option: "date", value: date, allowed: "a Date within the years 0 to 9999" });
  return text;
}
