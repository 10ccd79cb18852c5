import { MAX_TIMER } from "./clock.ts";
import { hasOwn, InvalidArgumentError, kindOf } from "./errors.ts";

/** Returns a value as it is used, or throws if it cannot work; `option` is what the caller calls it. */
export type Check<T = unknown> = (value: unknown, option: string) => T;

/** What each option may be. One that is undefined counts as left out; null is refused. */
export type Checks<Options> = { readonly [Name in keyof Options]-?: Check };

/**
 * Checks an object of options. An unknown name is refused, since a misspelt option would silently do nothing, and so is an
 * object that keeps its content elsewhere than in its own keys: a `Map`, `Headers`, a promise, a signal in place of its options.
 *
 * @param what What the object is, to end the sentence "each key of …".
 * @throws {InvalidArgumentError} naming the option, what was given and what is allowed.
 */
export function checkOptions<Options extends object>(given: Options, checks: Checks<Options>, what: string): Options {
  convertOptions(given, checks, what);
  return given;
}

/** What the checks make of the options that are given. */
type Converted<Rules> = { -readonly [Name in keyof Rules]?: Rules[Name] extends Check<infer T> ? T : never };

/** The same, with the results of the checks, in the order of the table. Options that are undefined are left out. */
export function convertOptions<Rules extends Readonly<Record<string, Check>>>(
  given: object,
  checks: Rules,
  what: string,
): Converted<Rules> {
  const options = requireObject(given, what);
  const unknown = Object.keys(options).find((name) => !hasOwn(checks, name));
  if (unknown !== undefined) {
    const allowed = `one of ${Object.keys(checks).join(", ")}`;
    throw new InvalidArgumentError({ option: `each key of ${what}`, value: unknown, allowed });
  }
  const converted: Record<string, unknown> = {};
  for (const name in checks) {
    const value = options[name];
    if (value !== undefined) converted[name] = checks[name]?.(value, name);
  }
  return converted as Converted<Rules>; // each value is what the check of its name returned
}

/** @throws {InvalidArgumentError} if `given` is not an object whose content is in its keys. */
export function requireObject(given: unknown, what: string): Readonly<Record<string, unknown>> {
  if (isObject(given) && kindOf(given) === "Object") return given;
  throw new InvalidArgumentError({ option: what, value: given, allowed: "an object" });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

// The functions below make checks. Where one is called as a module loads, `@__PURE__` lets a bundler leave it out of a program that
// does not use the operation.

/** Values for which `isAllowed` is true. */
export function check(isAllowed: (value: unknown) => boolean, allowed: string): Check {
  return (value, option) => {
    if (isAllowed(value)) return value;
    throw new InvalidArgumentError({ option, value, allowed });
  };
}

/** Integers from `min` to `max`. */
export function integer(min: number, max: number, unit?: string): Check<number> {
  const allowed = `an integer from ${min} to ${max}${unit === undefined ? "" : ` (${unit})`}`;
  return (value, option) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError({ option, value, allowed });
  };
}

/** Milliseconds that a timer can wait for. */
export function milliseconds(min: number): Check<number> {
  return integer(min, MAX_TIMER, "milliseconds");
}

/** Functions. */
export function func(allowed: string): Check {
  return check((value) => typeof value === "function", allowed);
}

export const boolean: Check<boolean> = (value, option) => {
  if (typeof value === "boolean") return value;
  throw new InvalidArgumentError({ option, value, allowed: "true or false" });
};

/** Refuses a controller in place of its signal. */
export const abortSignal: Check = check(
  (value) => isObject(value) && "aborted" in value && "addEventListener" in value,
  "an AbortSignal",
);

/** Strings; an empty one counts as left out. */
export const text: Check = check((value) => typeof value === "string", "a string");

/** An object of options within the options: `retry.maxAttempts`. */
export function group(checks: Readonly<Record<string, Check>>): Check {
  return (value, option) => {
    const nested = Object.entries(checks).map(([name, inner]): [string, Check] => [
      name,
      (part) => inner(part, `${option}.${name}`),
    ]);
    return convertOptions(requireObject(value, option), Object.fromEntries(nested), option);
  };
}

/**
 * Recognised by its properties, since a `Request` may come from another `fetch`. A string is not repeated in the error: what was
 * given in place of a signed request may be a secret.
 *
 * @throws {InvalidArgumentError} if `value` is not a `Request`.
 */
export function requireRequest(value: unknown, option: string, allowed: string): Request {
  if (isRequest(value)) return value;
  throw new InvalidArgumentError({ option, allowed, ...(typeof value === "string" ? {} : { value }) });
}

export function isRequest(value: unknown): value is Request {
  return typeof value === "object" && value !== null && "method" in value && "headers" in value;
}
