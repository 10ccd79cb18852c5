import fc from "fast-check";
import type { History } from "./living-list.ts";

const probability = (max: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max, noNaN: true }));
const place = fc.constantFrom("head", "head", "anywhere", "tail" as const);

/** Any list of up to 300 rows, with any changes and any service that may still be read exactly. */
export const anyHistory: fc.Arbitrary<History> = fc.record({
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
  total: fc.constantFrom("right", "right", "missing", "large", "small", "page", "changing" as const),
  short: probability(0.3),
  empty: probability(0.15),
});

/** How it is read. */
export const anyReading: fc.Arbitrary<{ pageSize: number; concurrency: number }> = fc.record({
  pageSize: fc.integer({ min: 1, max: 50 }),
  concurrency: fc.integer({ min: 1, max: 16 }),
});

/**
 * Whether a listing may end in an error at all: not where nothing is added or removed, and no answer is cut short or empty by
 * chance, which may hide the end, or the place to go on from, for longer than the listing looks.
 */
export function mayFail({ chance, added, removed, bulk, short, empty }: History): boolean {
  const isQuiet = chance === 0 || (added === 0 && removed === 0 && bulk === 0);
  return !isQuiet || short > 0 || empty > 0;
}
