import fc from "fast-check";
import { expect, test } from "vitest";
import { isListingError } from "../../src/errors.ts";
import { anyHistory, anyReading, isSlow, mayFail } from "./histories.ts";
import { judge, listingOf, readOut } from "./judge.ts";
import { createLivingList, type History, QUIET } from "./living-list.ts";

/** Where a listing is left, and what happens until it goes on. */
interface Cut {
  readonly after: number;
  readonly meanwhile: number;
  readonly added: number;
  readonly withSeen: boolean;
}

/** Listings to cut and go on; EXACTNESS_RUNS as in the model. */
const RUNS = Number(process.env.EXACTNESS_RUNS ?? 4000) / 4;

/** An answer on its way shows the list without a row that came meanwhile, and so hides how its own rows stand to that one. */
const OUTDATED: [History, { pageSize: number; concurrency: number }, Cut] = [
  {
    ...{ ...QUIET, seed: 244565614, rows: 30, chance: 1, until: 400, added: 5, addedAt: "anywhere" },
    ...{ removed: 1, removedAt: "tail", clamp: 5, total: "small" },
  },
  { pageSize: 5, concurrency: 6 },
  { after: 128, meanwhile: 0, added: 86, withSeen: false },
];

test("a listing that is left anywhere and gone on with later is exact across the cut, with or without all that was seen", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyHistory,
      anyReading,
      fc.record({ after: fc.nat(300), meanwhile: fc.nat(60), added: fc.nat(300), withSeen: fc.boolean() }),
      async (history, reading, { after, meanwhile, added, withSeen }) => {
        const list = createLivingList(history);
        const first = listingOf(list, reading);
        const came: string[] = [];
        try {
          for await (const { id } of first) {
            came.push(id);
            if (came.length > after) break;
          }
        } catch (error) {
          if (!isListingError(error)) throw error;
          if (error.checkpoint === undefined) return;
        }
        const checkpoint = first.checkpoint();
        if (came.length === 0 || checkpoint.done) return;
        list.change(meanwhile);
        list.add(added, "head");
        const second = listingOf(list, {
          ...reading,
          from: JSON.stringify(checkpoint),
          ...(withSeen ? { seen: came } : {}),
        });
        const rest = await readOut(second);
        const verdict = judge([...came, ...rest.came], list.stable());
        // Without `seen`, rows may come again if rows are added about as fast as they are read: see the client's README.
        if (withSeen || isSlow(history, reading)) expect(verdict.repeated).toEqual([]);
        if (rest.error !== undefined) {
          expect(mayFail(history) || history.lag > 0, rest.error.reason).toBe(true); // a replica may not show the place
          return;
        }
        expect(verdict.lost).toEqual([]);
        expect(second.receipt().complete).toBe(true);
      },
    ),
    { numRuns: RUNS, examples: [OUTDATED] },
  );
});
