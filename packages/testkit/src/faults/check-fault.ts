import { checkInteger, checkKeys, checkOneOf, checkText, isObject, LONGEST_WAIT, refuse } from "../check-option.ts";
import { PARAMETER_NAMES } from "../operations/index.ts";
import type { FaultKind } from "./fault.ts";

type Check = (option: string, value: unknown) => void;
type Checks = Readonly<Record<string, Check>>;

const USE: Checks = { match: optional(checkMatch), times: optional(checkTimes), rate: optional(checkRate) };
const WHEN: Checks = { when: optional(oneOf("before", "after")) };
const ERROR_TEXT: Checks = { code: optional(checkText), message: optional(checkText) };
const STATUS: Checks = { status: optional(integer(200, 599)) };

/** About 31 years, in milliseconds: whatever a test's time is, it stays one. */
const LARGEST_SKEW = 1e12;
/** No answer with one of these has a body. */
const BODILESS: readonly number[] = [204, 205, 304];
/** The last moment that a `Date` can be. */
const LAST_DATE = 8.64e15;

/** The options of each kind beside those of every fault. */
const OPTIONS: Readonly<Record<FaultKind, Checks>> = {
  status: { ...WHEN, status: integer(400, 599), from: optional(oneOf("gateway", "service")), ...ERROR_TEXT },
  throttled: { ...WHEN, retryAfter: optional(checkRetryAfter) },
  reset: WHEN,
  hang: WHEN,
  html: { ...WHEN, status: optional(checkStatusOfBody) },
  empty: { ...WHEN, ...STATUS },
  "error-in-200": { ...WHEN, ...ERROR_TEXT },
  redirect: { ...WHEN, location: checkHeaderText, status: optional(oneOf(301, 302, 303, 307, 308)) },
  "expired-token": WHEN,
  "expired-credentials": WHEN,
  "skewed-clock": { by: integer(-LARGEST_SKEW, LARGEST_SKEW) },
  "clamped-limit": { limit: integer(1) },
  "ignored-offset": {},
  "wrong-total": { total: checkTotal },
  "shifted-total": { by: integer(Number.MIN_SAFE_INTEGER) },
  "missing-total": {},
  "empty-page": {},
  "reset-in-body": {},
  "hang-in-body": {},
  "cut-body": { framing: oneOf("length", "chunked", "close") },
  "slow-body": { parts: optional(integer(1)), delay: optional(integer(0, LONGEST_WAIT)) },
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

function checkTotal(option: string, value: unknown): void {
  if (typeof value !== "string" && !Number.isSafeInteger(value)) refuse(option, value, "an integer or a text");
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
  if (form === "text") checkHeaderText(part, wait);
  else if (form === "date") checkInteger(part, wait, { min: 0, max: LAST_DATE, unit: "milliseconds since the epoch" });
  else if (typeof wait !== "number" || !(wait >= 0 && wait < Infinity)) refuse(part, wait, "a number from 0 up");
}

function checkHeaderText(option: string, value: unknown): void {
  checkText(option, value);
  if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) refuse(option, value, "a text that a header can carry");
}

function checkStatusOfBody(option: string, value: unknown): void {
  checkInteger(option, value, { min: 200, max: 599 });
  if (BODILESS.some((status) => status === value)) refuse(option, value, "a status whose answer has a body");
}
