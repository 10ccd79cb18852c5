import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/**
 * Refuses what no header can carry. The usual culprit is the line break at the end of a file or of a mounted secret; it is
 * refused, not cut off, since it says that the value comes from somewhere that should be looked at. The value is a secret,
 * so it is described, not quoted.
 *
 * @param hint Where to get one, for a value that is missing.
 */
export function checkHeaderText(option: string, value: unknown, hint?: string): string {
  const refuse = (problem: string, help?: string) =>
    new InvalidArgumentError({
      option,
      allowed: "a string of visible ASCII characters",
      hint: help === undefined ? problem : `${problem} ${help}`,
    });

  if (value === undefined || value === null || value === "")
    throw refuse(value === "" ? "It is empty." : "It is missing.", hint);
  if (typeof value !== "string") throw refuse(`It is a ${typeof value}.`, hint);
  if (/^\s|\s$/.test(value)) throw refuse("It has white space around it, such as the line break at the end of a file.");
  if (!/^[\x21-\x7e]+$/.test(value)) throw refuse("It holds white space, a control character or one beyond ASCII.");
  return value;
}

/** Refuses what is no time; an invalid `Date` would never be over. */
export function checkExpiration(expiration: unknown): { readonly expiration?: Date } {
  if (expiration === undefined) return {};
  if (expiration instanceof Date && !Number.isNaN(expiration.getTime())) return { expiration: new Date(expiration) };
  throw new InvalidArgumentError({ option: "expiration", value: expiration, allowed: "a valid Date, or left out" });
}
