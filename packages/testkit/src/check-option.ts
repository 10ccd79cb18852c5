/** Throws the one error that this package throws for an option: which one, what was given, and what is allowed. */
export function refuse(option: string, value: unknown, allowed: string): never {
  throw new TypeError(`${option} must be ${allowed}, not ${show(value)}.`);
}

/** The bounds of an integer. */
export interface IntegerRange {
  readonly min: number;
  readonly max?: number | undefined;
  /** What it counts, for the message. */
  readonly unit?: string | undefined;
}

export function checkInteger(
  option: string,
  value: unknown,
  { min, max = Number.MAX_SAFE_INTEGER, unit }: IntegerRange,
): void {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return;
  const from = min === Number.MIN_SAFE_INTEGER ? "" : ` from ${min}`;
  const upTo = max === Number.MAX_SAFE_INTEGER ? from && `${from} up` : `${from} to ${max}`;
  refuse(option, value, `an integer${upTo}${unit === undefined ? "" : ` (${unit})`}`);
}

export function checkNumber(option: string, value: unknown): void {
  if (typeof value !== "number" || Number.isNaN(value)) refuse(option, value, "a number");
}

export function checkText(option: string, value: unknown): void {
  if (typeof value !== "string" || value === "") refuse(option, value, "a non-empty string");
}

/** The longest wait that a timer knows. */
export const LONGEST_WAIT: number = 2 ** 31 - 1;

export function checkFunction(option: string, value: unknown): void {
  if (typeof value !== "function") refuse(option, value, "a function");
}

export function checkOneOf(option: string, value: unknown, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) refuse(option, value, `one of ${allowed.map(show).join(", ")}`);
}

/** Catches the misspelt key of a JavaScript user, which would otherwise do nothing in silence. */
export function checkKeys(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) refuse(`Each key of ${what}`, unknown, `one of ${known.join(", ")}`);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as its author would write it, short enough for a sentence. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return `an object with ${Object.keys(value).join(", ") || "no keys"}`;
  return typeof value === "bigint" ? `${value}n` : String(value);
}
