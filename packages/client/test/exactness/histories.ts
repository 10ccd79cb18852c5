import fc from "fast-check";
import type { History } from "./living-list.ts";

const probability = (max: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max, noNaN: true }));
const place = fc.constantFrom("head", "head", "anywhere", "tail" as const);

const NEVER = 1_000_000;

/**
 * Any list of up to 300 rows, with any changes and any service that may still be read exactly. Left out is what no reader can tell
 * from a shorter list: a service that does not say how long its list is and cuts it off, or stands behind a cache.
 */
export const anyHistory: fc.Arbitrary<History> = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    rows: fc.oneof(fc.nat(4), fc.nat(30), fc.nat(300)),
    chance: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.3, noNaN: true }), fc.constant(1)),
    until: fc.constant(400),
    added: fc.oneof(fc.nat(1), fc.nat(8)),
    addedAt: place,
    removed: fc.oneof(fc.nat(1), fc.nat(8)),
    removedAt: place,
    bulk: probability(0.05),
    clamp: fc.oneof(fc.constant(1000), fc.integer({ min: 2, max: 12 })),
    clampLater: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1000) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
    ),
    clampLaterFrom: fc.integer({ min: 2, max: 12 }),
    total: fc.constantFrom("right", "right", "stale", "missing", "large", "small", "page", "changing" as const),
    short: probability(0.3),
    shortest: fc.integer({ min: 1, max: 2 }),
    empty: probability(0.15),
    outage: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
    ),
    outageFrom: fc.integer({ min: 2, max: 12 }),
    depth: fc.oneof(
      { weight: 9, arbitrary: fc.constant(NEVER) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
    ),
    lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) }),
    cache: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map((history) => (tellsLength(history) ? history : { ...history, depth: NEVER, cache: false }))
  // An outage from the first response on cannot be told from an empty list either.
  .map((history) => (history.outage > 0 && !tellsLength(history) ? { ...history, empty: 0 } : history));

/** Whether the service says how long its list is, and no less than it is. */
function tellsLength({ total }: History): boolean {
  return total === "right" || total === "large";
}

/** How it is read. */
export const anyReading: fc.Arbitrary<{ pageSize: number; concurrency: number }> = fc.record({
  pageSize: fc.integer({ min: 1, max: 50 }),
  concurrency: fc.integer({ min: 1, max: 16 }),
});

/** Whether rows are added at less than half the pace at which they can be read. */
export function isSlow(history: History, { pageSize }: { readonly pageSize: number }): boolean {
  const { chance, added, clamp, clampLater, short, shortest } = history;
  const fewest = short > 0 ? shortest : clamp;
  return 2 * chance * added < Math.min(Math.max(2, pageSize), clamp, clampLater, fewest) - 1;
}

/**
 * Whether a listing may end in an error at all: not if nothing is added or removed, the service says how long its list is or says
 * nothing, and no response is cut short or empty by accident.
 */
export function mayFail(history: History): boolean {
  const { chance, added, removed, bulk, short, empty, total, outage, depth, clampLater, cache } = history;
  const isQuiet = chance === 0 || (added === 0 && removed === 0 && bulk === 0);
  const isSteady = short === 0 && empty === 0 && outage === 0 && clampLater > 1 && !cache && depth === NEVER;
  return !isQuiet || !isSteady || total === "large" || total === "changing";
}
