import type { MockControls } from "../mock-api/engine.ts";
import type { CallQuery } from "../operations/read-query.ts";
import { throwFinding } from "./assertion-error.ts";
import type { Identified } from "./compare-listing.ts";
import {
  type ExpectedList,
  findListingFault,
  findMissingQuery,
  findUnsignedCall,
  findUnusedFault,
  type ListedOnceOptions,
} from "./findings.ts";

/**
 * Asserts that each ticket of the list was received once, in the list's order, and nothing else.
 *
 * @throws an `AssertionError` that tells which ids are missing, repeated, not in the list and out of order.
 */
export function assertListedEveryTicketOnce(
  received: readonly Identified[],
  expected: ExpectedList,
  options: ListedOnceOptions = {},
): void {
  throwFinding(findListingFault(received, expected, options));
}

/**
 * Asserts that there were calls and that each was signed, or carried the token, as the mock's `credentials` and `token` ask for.
 *
 * @throws an `AssertionError` with the calls that were not.
 */
export function assertSigned(mock: Pick<MockControls, "calls">): void {
  throwFinding(findUnsignedCall(mock));
}

/**
 * Asserts that some call's query holds all of these parameters.
 *
 * @throws an `AssertionError` with what was asked for instead.
 */
export function assertAskedFor(mock: Pick<MockControls, "calls">, query: CallQuery): void {
  throwFinding(findMissingQuery(mock, query));
}

/**
 * Asserts that faults were given and that each is used up, or was used at all where it has no end: a fault that never struck
 * tests nothing.
 *
 * @throws an `AssertionError` with those that are not.
 */
export function assertUsedAllFaults(mock: Pick<MockControls, "faults">): void {
  throwFinding(findUnusedFault(mock));
}
