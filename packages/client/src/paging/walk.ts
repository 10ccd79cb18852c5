import { ListingError } from "../errors/listing-error.ts";
import type { Receipt } from "./receipt.ts";
import { createSeenRows, type SeenRows } from "./seen-rows.ts";
import { walkOnce } from "./walk-once.ts";
import type { Step, WalkOptions } from "./walk-options.ts";
import type { Window } from "./window.ts";

/** Passes over a list before its order counts as one that never holds. */
const MAX_PASSES = 3;

/**
 * Walks a list so that every row that is in it from the first answer to the last comes exactly once, and those rows in order,
 * as long as they keep their order. Where the order was seen to change, the list is walked again for what the pass may have
 * missed.
 *
 * @throws {ListingError} where that cannot be made sure. Never yields less in silence.
 */
export async function* walk<T, W extends Window<T> = Window<T>>(
  options: WalkOptions<T, W>,
  receipt: Receipt,
): AsyncGenerator<Step<T, W>, void> {
  const had: SeenRows<T>[] = [];
  const passes = options.knowsAll === false ? 1 : MAX_PASSES; // a second pass would need to know what the first one had
  for (let pass = 1; pass <= passes; pass++) {
    const seen = createSeenRows<T>(options.known, options.knowsAll);
    const steps = walkOnce(pass === 1 ? options : { ...options, start: undefined }, seen, receipt);
    try {
      for (let step = await steps.next(); ; step = await steps.next()) {
        if (step.done) {
          if (step.value) return;
          break;
        }
        const all = step.value.fresh;
        const fresh = pass === 1 ? all : all.filter(({ item }) => !had.some((rows) => rows.has(options.idOf(item))));
        receipt.hadRows(all.length - fresh.length);
        if (fresh.length > 0) yield { ...step.value, fresh };
      }
    } finally {
      await steps.return(true);
    }
    had.push(seen);
  }
  throw new ListingError("the order of the list keeps changing while it is read");
}
