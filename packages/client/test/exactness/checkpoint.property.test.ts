import fc from "fast-check";
import { expect, test } from "vitest";
import { isListingError } from "../../src/errors/listing-error.ts";
import { anyHistory, anyReading, mayFail } from "./histories.ts";
import { judge, listingOf, readOut } from "./judge.ts";
import { createLivingList } from "./living-list.ts";

/** Listings to cut and go on; EXACTNESS_RUNS as in the model. */
const RUNS = Number(process.env.EXACTNESS_RUNS ?? 4000) / 4;

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
        const verdict = judge([...came, ...rest.came], list.lasting());
        expect(verdict.repeated).toEqual([]);
        if (rest.error !== undefined) {
          expect(mayFail(history), rest.error.reason).toBe(true);
          return;
        }
        expect(verdict.lost).toEqual([]);
        expect(second.receipt().complete).toBe(true);
      },
    ),
    { numRuns: RUNS },
  );
});
