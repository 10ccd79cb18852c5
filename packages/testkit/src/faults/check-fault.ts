import { checkInteger, checkKeys, checkOneOf, checkText, isObject, refuse } from "../check-option.ts";
import { PARAMETER_NAMES } from "../list/read-query.ts";
import type { FaultKind } from "./fault.ts";

type Check = (option: string, value: unknown) => void;
type Checks = Readonly<Record<string, Check>>;

const USE: Checks = { match: optional(checkMatch), times: optional(checkTimes), rate: optional(checkRate) };
const WHEN: Checks = { when: optional(oneOf("before", "after")) };
const ERROR_TEXT: Checks = { code: optional(checkText), message: optional(checkText) };
const STATUS: Checks = { status: optional(integer(200, 599)) };

/** The options of each kind beside those of every fault. */
const OPTIONS: Readonly<Record<FaultKind, Checks>> = {
  status: { ...WHEN, status: integer(400, 599), from: optional(oneOf("gateway", "service")), ...ERROR_TEXT },
  throttled: { ...WHEN, retryAfter: optional(checkRetryAfter) },
  reset: WHEN,
  hang: WHEN,
  html: { ...WHEN, ...STATUS },
  empty: { ...WHEN, ...STATUS },
  "error-in-200": { ...WHEN, ...ERROR_TEXT },
  redirect: { ...WHEN, location: checkText, status: optional(oneOf(301, 302, 303, 307, 308)) },
  "expired-token": WHEN,
  "expired-credentials": WHEN,
  "skewed-clock": { by: integer(Number.MIN_SAFE_INTEGER) },
  "clamped-limit": { limit: integer(1) },
  "ignored-offset": {},
  "wrong-total": { total: integer(Number.MIN_SAFE_INTEGER) },
  "missing-total": {},
  "empty-page": {},
  "reset-in-body": {},
  "hang-in-body": {},
  "slow-body": { parts: optional(integer(1)), delay: optional(integer(0)) },
  "truncated-json": {},
  "invalid-json": {},
};

/** @throws {TypeError} for an unknown kind, for an option that the kind does not have and for a value that it does not take. */
export function checkFault(fault: unknown): void {
  if (!isObject(fault)) refuse("fault", fault, "an object with a kind");
  const given: Readonly<Record<string, unknown>> = { ...fault };
  const { kind } = given;
  if (!isKind(kind)) {
    checkOneOf("kind", kind, Object.keys(OPTIONS));
    return;
  }

  const checks = { ...USE, ...OPTIONS[kind] };
  checkKeys(`the fault ${kind}`, fault, ["kind", ...Object.keys(checks)]);
  for (const [name, check] of Object.entries(checks)) check(`${name} of the fault ${kind}`, given[name]);
}

function isKind(kind: unknown): kind is FaultKind {
  return typeof kind === "string" && Object.hasOwn(OPTIONS, kind);
}

function optional(check: Check): Check {
  return (option, value) => {
    if (value !== undefined) check(option, value);
  };
}

function oneOf(...allowed: readonly unknown[]): Check {
  return (option, value) => checkOneOf(option, value, allowed);
}

function integer(min: number, max?: number): Check {
  return (option, value) => checkInteger(option, value, { min, ...(max === undefined ? {} : { max }) });
}

function checkMatch(option: string, value: unknown): void {
  if (isObject(value)) checkKeys(option, value, PARAMETER_NAMES);
  else if (typeof value !== "function") refuse(option, value, "a function or a query");
}

function checkTimes(option: string, value: unknown): void {
  if (value !== Number.POSITIVE_INFINITY) checkInteger(option, value, { min: 1 });
}

function checkRate(option: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0 && value <= 1)) refuse(option, value, "a number above 0 and up to 1");
}

function checkRetryAfter(option: string, value: unknown): void {
  const [entry, ...more] = isObject(value) ? Object.entries(value) : [];
  const forms = ["seconds", "date", "milliseconds", "text"];
  if (entry === undefined || more.length > 0) refuse(option, value, `an object with one of ${forms.join(", ")}`);
  const [form, wait] = entry;
  checkOneOf(`The form of ${option}`, form, forms);
  const part = option.replace("retryAfter", `retryAfter.${form}`);
  if (form === "text") checkText(part, wait);
  else if (typeof wait !== "number" || !(wait >= 0)) refuse(part, wait, "a number from 0 up");
}
