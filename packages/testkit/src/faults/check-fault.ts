import { checkFunction, checkInteger, checkKeys, checkOneOf, checkText, isObject, refuse } from "../check-option.ts";
import type { FaultKind } from "./fault.ts";

type Check = (option: string, value: unknown) => void;
type Checks = Readonly<Record<string, Check>>;

const text: Check = checkText;
const httpStatus: Check = (option, value) => checkInteger(option, value, { min: 200, max: 599 });
const errorStatus: Check = (option, value) => checkInteger(option, value, { min: 400, max: 599 });
const count: Check = (option, value) => checkInteger(option, value, { min: 0 });
const countFromOne: Check = (option, value) => checkInteger(option, value, { min: 1 });
const WHEN: Checks = { when: (option, value) => checkOneOf(option, value, ["before", "after"]) };

/** The options of each kind; a name that ends in `!` must be given. */
const OPTIONS: Readonly<Record<FaultKind, Checks>> = {
  status: {
    ...WHEN,
    "status!": errorStatus,
    from: (option, value) => checkOneOf(option, value, ["gateway", "service"]),
    code: text,
    message: text,
  },
  throttled: { ...WHEN, retryAfter: checkRetryAfter },
  reset: WHEN,
  hang: WHEN,
  html: { ...WHEN, status: httpStatus },
  empty: { ...WHEN, status: httpStatus },
  "error-in-200": { ...WHEN, code: text, message: text },
  redirect: {
    ...WHEN,
    "location!": text,
    status: (option, value) => checkOneOf(option, value, [301, 302, 303, 307, 308]),
  },
  "expired-token": WHEN,
  "expired-credentials": WHEN,
  "skewed-clock": {
    "by!": (option, value) => checkInteger(option, value, { min: -(2 ** 45), max: 2 ** 45, unit: "milliseconds" }),
  },
  "clamped-limit": { "limit!": countFromOne },
  "ignored-offset": {},
  "wrong-total": { "total!": (option, value) => checkInteger(option, value, { min: Number.MIN_SAFE_INTEGER }) },
  "missing-total": {},
  "empty-page": {},
  "reset-in-body": {},
  "hang-in-body": {},
  "slow-body": { parts: countFromOne, delay: count },
  "truncated-json": {},
  "invalid-json": {},
};

const USE: Checks = {
  match: checkFunction,
  times: (option, value) => value === Infinity || checkInteger(option, value, { min: 1 }),
  rate: (option, value) => {
    if (typeof value !== "number" || !(value > 0 && value <= 1)) refuse(option, value, "a number above 0 and up to 1");
  },
};

/** @throws {TypeError} for an unknown kind, for an option that the kind does not have and for a value that it does not take. */
export function checkFault(fault: unknown): void {
  if (!isObject(fault)) refuse("fault", fault, "an object with a kind");
  const given = new Map<string, unknown>(Object.entries(fault));
  const kind = given.get("kind");
  checkOneOf("kind", kind, Object.keys(OPTIONS));

  const ofKind = Object.entries(OPTIONS).find(([name]) => name === kind)?.[1] ?? {};
  const options = Object.entries({ ...USE, ...ofKind }).map(([name, check]) => ({
    name: name.replace("!", ""),
    required: name.endsWith("!"),
    check,
  }));
  checkKeys(`the fault ${kind}`, fault, ["kind", ...options.map(({ name }) => name)]);
  for (const { name, required, check } of options) {
    const value = given.get(name);
    if (value !== undefined || required) check(`${name} of the fault ${kind}`, value);
  }
}

function checkRetryAfter(option: string, value: unknown): void {
  const [entry, ...more] = isObject(value) ? Object.entries(value) : [];
  if (entry === undefined || more.length > 0)
    refuse(option, value, "an object with one of seconds, date, milliseconds, text");
  const [form, wait] = entry;
  checkOneOf(`The form of ${option}`, form, ["seconds", "date", "milliseconds", "text"]);
  if (form === "text") checkText(`${option}.text`, wait);
  else if (typeof wait !== "number" || !(wait >= 0)) refuse(`${option}.${form}`, wait, "a number from 0 up");
}
