import fc from "fast-check";
import { expect, test } from "vitest";
import { anyHistory, anyReading, mayFail } from "./histories.ts";
import { EXACT, judge, listingOf, type Outcome, readOut, startsWith } from "./judge.ts";
import { createLivingList, type History, type LivingList, QUIET } from "./living-list.ts";

/** Listings to try; EXACTNESS_RUNS=200000 for a night. fast-check prints the seed and the smallest history that fails. */
const RUNS = Number(process.env.EXACTNESS_RUNS ?? 4000);

function expectReceiptOf({ came, error, receipt }: Outcome, list: LivingList): void {
  expect(receipt.complete).toBe(error === undefined);
  expect(receipt.rows).toBe(came.length);
  expect(receipt.windows).toBeGreaterThan(0);
  expect(receipt.windows).toBeLessThanOrEqual(list.requests);
  expect(receipt.firstTotal).toBe(list.firstTotal);
}

test("each lasting row comes exactly once and in order, or an error says that it cannot be made sure", async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, anyReading, async (history, reading) => {
      const list = createLivingList(history);
      const listing = listingOf(list, reading);
      const outcome = await readOut(listing);
      const lasting = list.stable();
      const { came, error } = outcome;
      expectReceiptOf(outcome, list);
      if (error === undefined) {
        expect(judge(came, lasting)).toEqual(EXACT);
        return;
      }
      // What was handed over by then is right: no row twice, and no lasting one left out before the last that came.
      expect(mayFail(history), error.reason).toBe(true);
      if (error.checkpoint !== undefined) expect(error.checkpoint).toEqual(listing.checkpoint());
      else expect(listing.checkpoint()).toMatchObject({ offset: 0, anchors: [], loaded: 0 });
      expect(judge(came, lasting)).toMatchObject({ repeated: [], shuffled: false });
      const once = new Set(came);
      expect(
        startsWith(
          lasting,
          lasting.filter((id) => once.has(id)),
        ),
      ).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test("a list that changes at a moderate pace is read whole: 995 of 1000 times or more", async () => {
  const places = ["head", "anywhere", "tail"] as const;
  const totals = ["right", "missing", "stale", "small"] as const;
  const errors: string[] = [];
  for (let seed = 0; seed < 1000; seed++) {
    const history: History = {
      ...{ ...QUIET, seed, rows: 150, chance: 0.5, until: 400, added: 2, removed: 2, clamp: 1000 },
      ...{
        addedAt: places[seed % 3] ?? "head",
        removedAt: places[seed % 2] ?? "head",
        total: totals[seed % 4] ?? "right",
      },
    };
    const { error } = await readOut(
      listingOf(createLivingList(history), { pageSize: 20, concurrency: 1 + (seed % 8) }),
    );
    if (error !== undefined) errors.push(`${seed}: ${error.reason}`);
  }
  expect(errors.length, errors.join("\n")).toBeLessThanOrEqual(5);
});
