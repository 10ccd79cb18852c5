import { ListingError } from "../errors/listing-error.ts";
import type { Receipt } from "./receipt.ts";
import { createSeenRows, type SeenRows } from "./seen-rows.ts";
import { type PassEnd, walkOnce } from "./walk-once.ts";
import type { Step, WalkOptions } from "./walk-options.ts";
import type { Window } from "./window.ts";

/** Passes over a list before its order counts as one that never holds. */
const MAX_PASSES = 3;

const REASONS = {
  disordered: "the order of the list keeps changing while it is read",
  "place lost": "none of the rows that the checkpoint knows is left in the list",
} satisfies Record<Exclude<PassEnd, "whole">, string>;

/**
 * Walks a list so that every row that is in it from the first answer to the last comes exactly once, and those rows in order,
 * as long as they keep their order. Where the order was seen to change, or the place to go on from is gone, the list is walked
 * again from its head for what is missing.
 *
 * @throws {ListingError} where that cannot be made sure. Never yields less in silence.
 */
export async function* walk<T, W extends Window<T> = Window<T>>(
  options: WalkOptions<T, W>,
  receipt: Receipt,
): AsyncGenerator<Step<T, W>, void> {
  const { from, idOf, mayRestart = false } = options;
  const passes: SeenRows<T>[] = [];
  let reason: string = REASONS.disordered;
  while (passes.length < MAX_PASSES) {
    const place = passes.length === 0 ? from : undefined;
    const seen = createSeenRows<T>(place?.anchors);
    const steps = walkOnce({ ...options, from: place }, seen, receipt);
    try {
      for (let step = await steps.next(); ; step = await steps.next()) {
        if (step.done) {
          if (step.value === "whole") return;
          reason = REASONS[step.value];
          break;
        }
        const all = step.value.fresh;
        const fresh =
          passes.length === 0 ? all : all.filter(({ item }) => !passes.some((rows) => rows.has(idOf(item))));
        receipt.hadRows(all.length - fresh.length);
        if (fresh.length > 0) yield { ...step.value, fresh };
      }
    } finally {
      await steps.return("whole");
    }
    if (place !== undefined && !mayRestart) break; // another pass would bring what was had before this place
    passes.push(seen);
  }
  throw new ListingError(reason);
}
