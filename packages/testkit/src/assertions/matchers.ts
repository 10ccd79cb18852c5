import type { MockControls } from "../mock-api/engine.ts";
import type { CallQuery } from "../operations/read-query.ts";
import type { Finding } from "./assertion-error.ts";
import type { Identified } from "./compare-listing.ts";
import {
  type ExpectedList,
  findListingFault,
  findMissingQuery,
  findUnsignedCall,
  findUnusedFault,
  type ListedOnceOptions,
} from "./findings.ts";

/** What `expect.extend(matchers)` adds. */
export interface TestkitMatchers {
  /** Of tickets received: each of the list's was received once, in its order, and nothing else. */
  toHaveListedEveryTicketOnce(expected: ExpectedList, options?: ListedOnceOptions): void;
  /** Of a mock: there were calls, and each was signed or carried the token. */
  toHaveBeenSigned(): void;
  /** Of a mock: some call's query holds all of these parameters. */
  toHaveBeenAskedFor(query: CallQuery): void;
  /** Of a mock: faults were given and each is used up. */
  toHaveUsedAllFaults(): void;
}

// vitest's own `Matchers` has other type parameters in version 5 than in 3 and 4, so that no one declaration extends them all.
// Chai's interface lies under all three.
declare global {
  namespace Chai {
    interface Assertion extends TestkitMatchers {}
  }
}

interface MatcherResult {
  pass: boolean;
  message: () => string;
  actual?: unknown;
  expected?: unknown;
}

/** For `expect.extend`. */
export const matchers: {
  toHaveListedEveryTicketOnce(
    received: readonly Identified[],
    expected: ExpectedList,
    options?: ListedOnceOptions,
  ): MatcherResult;
  toHaveBeenSigned(received: Pick<MockControls, "calls">): MatcherResult;
  toHaveBeenAskedFor(received: Pick<MockControls, "calls">, query: CallQuery): MatcherResult;
  toHaveUsedAllFaults(received: Pick<MockControls, "faults">): MatcherResult;
} = {
  toHaveListedEveryTicketOnce: (received, expected, options) =>
    resultOf(findListingFault(received, expected, options), "tickets not to be exactly those of the list"),
  toHaveBeenSigned: (received) => resultOf(findUnsignedCall(received), "some call not to be signed"),
  toHaveBeenAskedFor: (received, query) =>
    resultOf(findMissingQuery(received, query), `no call for ${JSON.stringify(query)}`),
  toHaveUsedAllFaults: (received) => resultOf(findUnusedFault(received), "some fault to be left"),
};

function resultOf(finding: Finding | undefined, opposite: string): MatcherResult {
  if (finding === undefined) return { pass: true, message: () => `expected ${opposite}` };
  const { message, ...sides } = finding;
  return { pass: false, message: () => message, ...sides };
}
