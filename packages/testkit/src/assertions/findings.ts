import type { Execution } from "@coc-executions/types";
import { isObject, refuse } from "../check-option.ts";
import type { Fault } from "../faults/fault.ts";
import { strikesBefore } from "../faults/replace-answer.ts";
import type { Call } from "../mock-api/call.ts";
import { describeCall } from "../mock-api/describe-call.ts";
import type { MockControls } from "../mock-api/engine.ts";
import { asksFor } from "../operations/asks-for.ts";
import type { CallQuery } from "../operations/read-query.ts";
import type { Finding } from "./assertion-error.ts";
import { compareListing, type Identified } from "./compare-listing.ts";

/** What a listing is compared with: a mock, for the tickets that it holds now, or the tickets themselves. */
export type ExpectedList = Pick<MockControls, "executions"> | readonly Execution[];

/** What a listing may do beside giving each ticket once and in order. */
export interface ListedOnceOptions {
  /** Tickets that are not in the list may come too, as when the list has changed meanwhile. Default: false. */
  readonly allowOthers?: boolean | undefined;
  /** The order does not matter. Default: false. */
  readonly inAnyOrder?: boolean | undefined;
}

export function findListingFault(
  received: readonly Identified[],
  expected: ExpectedList,
  { allowOthers = false, inAnyOrder = false }: ListedOnceOptions = {},
): Finding | undefined {
  if (!Array.isArray(received)) refuse("What was received", received, "an array of tickets");
  if (!isObject(expected) && !Array.isArray(expected)) refuse("The list", expected, "a mock or an array of tickets");
  const list = "executions" in expected ? expected.executions.all() : expected;
  const { missing, repeated, unexpected, late } = compareListing(received, list);
  const faults = [
    ...describeIds("missing", missing),
    ...describeIds("repeated", repeated),
    ...(allowOthers ? [] : describeIds("not in the list", unexpected)),
    ...(inAnyOrder ? [] : describeIds("out of order", late)),
  ];
  if (faults.length === 0) return undefined;
  const message = `expected each of ${list.length} tickets once, and received ${received.length}:\n${faults.join("\n")}`;
  // A runner compares the two sides line by line, which takes long for long ones.
  if (received.length + list.length > 1000) return { message };
  return { message, actual: received.map(idOf), expected: list.map(idOf) };
}

export function findUnsignedCall(mock: Pick<MockControls, "calls">): Finding | undefined {
  const { calls } = checkMock(mock);
  if (calls.length === 0) return { message: "expected signed calls, and there were none" };
  const unsigned = calls.filter((call) => call.signedBy === undefined && !wasLostUnread(call));
  if (unsigned.length === 0) return undefined;
  const message =
    "expected every call to be signed so that the mock recognises the caller (it checks only when it has `credentials` or a " +
    `\`token\`); these were not:\n${indent(unsigned.map(describeCall))}`;
  return { message };
}

export function findMissingQuery(mock: Pick<MockControls, "calls">, query: CallQuery): Finding | undefined {
  const { calls } = checkMock(mock);
  if (calls.some((call) => asksFor(call.query, query))) return undefined;
  const asked = calls.map((call) => call.query);
  const message = `expected a call for ${JSON.stringify(query)}; the calls were for:\n${indent(asked.map((one) => JSON.stringify(one)))}`;
  return { message, actual: asked, expected: query };
}

export function findUnusedFault(mock: Pick<MockControls, "faults">): Finding | undefined {
  const { faults } = checkMock(mock);
  if (faults.length === 0) return { message: "expected faults to be used, and none was given" };
  const unused = faults.filter(({ used, left }) => left > 0 && (used === 0 || left !== Number.POSITIVE_INFINITY));
  if (unused.length === 0) return undefined;
  const lines = unused.map(({ fault, used, left }) => `${describeFault(fault)}: used ${used} times, ${left} left`);
  return { message: `expected every fault to be used up; these were not:\n${indent(lines)}` };
}

/** Names the mistake of a matcher that got something else, such as the mock's `fetch` or a promise. */
function checkMock<T extends object>(mock: T): T {
  return isObject(mock) && ("calls" in mock || "faults" in mock) ? mock : refuse("What was received", mock, "a mock");
}

/** A fault struck before anybody looked at the signature, but there was one. */
function wasLostUnread({ faults, headers }: Call): boolean {
  return faults.some(strikesBefore) && (headers.authorization !== undefined || headers["x-auth-token"] !== undefined);
}

/** A long list shows its head: a thousand ids would hide the sentence. */
function describeIds(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > 10 ? `, and ${ids.length - 10} more` : "";
  return [`  ${ids.length} ${what}: ${ids.slice(0, 10).join(", ")}${more}`];
}

function describeFault({ kind, match, times }: Fault): string {
  const count = times === undefined ? "" : ` (times: ${times})`;
  return `${kind}${count}${typeof match === "object" ? ` for ${JSON.stringify(match)}` : ""}`;
}

function indent(lines: readonly string[]): string {
  return lines.length === 0 ? "  none" : lines.map((line) => `  ${line}`).join("\n");
}

function idOf({ execution_id }: Identified): string {
  return execution_id;
}
