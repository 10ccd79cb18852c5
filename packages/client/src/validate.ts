import { InvalidArgumentError, kindOf } from "./errors/invalid-argument-error.ts";

/** The whole numbers that an option takes. */
export interface IntegerRange {
  readonly min: number;
  readonly max: number;
  /** What it counts, for the message. */
  readonly unit?: string;
}

/** @throws {InvalidArgumentError} when `value` is no whole number of the range. */
export function requireInteger(value: unknown, option: string, { min, max, unit }: IntegerRange): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
    const allowed = `a whole number from ${min} to ${max}${unit === undefined ? "" : ` (${unit})`}`;
    throw new InvalidArgumentError({ option, value, allowed });
  }
  return value;
}

/**
 * Catches the misspelt option of a JavaScript user, which would do nothing in silence, and so would what keeps its content
 * elsewhere than in its keys: a `Map`, `Headers`, a promise that was not awaited, a signal in place of the options it belongs to.
 */
export function requireKnownKeys(given: unknown, known: readonly string[], what: string): asserts given is object {
  if (typeof given !== "object" || given === null || kindOf(given) !== "Object") {
    throw new InvalidArgumentError({ option: what, value: given, allowed: "an object" });
  }
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new InvalidArgumentError({
      option: `each key of ${what}`,
      value: unknown,
      allowed: `one of ${known.join(", ")}`,
    });
  }
}

/**
 * Told by its looks, since a `Request` may come from a `fetch` of one's own. A text is not repeated: what stands in for a signed
 * request may be a secret.
 *
 * @throws {InvalidArgumentError} when `value` is no `Request`.
 */
export function requireRequest(value: unknown, option: string, allowed: string): Request {
  if (isRequest(value)) return value;
  throw new InvalidArgumentError({ option, allowed, ...(typeof value === "string" ? {} : { value }) });
}

export function isRequest(value: unknown): value is Request {
  return typeof value === "object" && value !== null && "method" in value && "headers" in value;
}

/** Catches a controller handed over in place of its signal, and what only looks like one. */
export function requireSignal(signal: unknown): void {
  if (signal === undefined) return;
  if (typeof signal === "object" && signal !== null && "aborted" in signal && "addEventListener" in signal) return;
  throw new InvalidArgumentError({ option: "signal", value: signal, allowed: "an AbortSignal" });
}
