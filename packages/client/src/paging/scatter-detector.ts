import type { FreshRow } from "./seen-rows.ts";

/** Notices a list that comes in another order each time: again and again its new rows stand before rows that were seen. */
export interface ScatterDetector {
  /** Notes a window that joined, and what was new in it. */
  saw(window: { readonly offset: number; readonly fresh: readonly FreshRow<unknown>[] }): void;
  /** Whether so much was scattered that it cannot have been added there meanwhile. */
  readonly isScattered: boolean;
}

/**
 * Windows and new rows, out of all, that have to speak for it. Rows that are added in the midst of a list that keeps its order
 * hardly ever come to both.
 */
const SHARE_OF_WINDOWS = 2 / 5;
const SHARE_OF_ROWS = 1 / 3;

export function createScatterDetector(): ScatterDetector {
  const all = { windows: 0, rows: 0 };
  const scattered = { windows: 0, rows: 0 };
  return {
    saw({ offset, fresh }) {
      all.windows++;
      if (offset === 0) return; // what is new there was added there
      const firstNext = fresh.findIndex(({ isNext }) => isNext);
      const before = firstNext === -1 ? fresh.length : firstNext; // those that carry the list on come last
      all.rows += fresh.length;
      scattered.rows += before;
      if (before > 0) scattered.windows++;
    },
    get isScattered() {
      return (
        scattered.rows > 0 &&
        scattered.windows >= SHARE_OF_WINDOWS * all.windows &&
        scattered.rows >= SHARE_OF_ROWS * all.rows
      );
    },
  };
}
