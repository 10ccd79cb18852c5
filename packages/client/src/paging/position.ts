/** Where to ask next. All of it is estimate: what is yielded never depends on it, only how many requests it takes. */
export interface Position {
  /** Where the next window is to begin. */
  readonly next: number;
  /** How many rows a window is to bring again, so that it joins. */
  readonly overlap: number;
  /** Whether seams have broken lately: the list is changing, so fetching ahead does not pay. */
  readonly restless: boolean;
  /** Whether the furthest row seen is being looked for. */
  readonly isLost: boolean;
  /** A window that began at `offset` joined; the furthest row seen stands at `end - 1` by now. */
  joined(offset: number, end: number, broughtNew: boolean): void;
  /** A window that began at `offset` did not join: rows before it have left the list, and the next row moved up with them. */
  broke(offset: number, windowLength: number): void;
}

/** Where the furthest row is looked for: a window from `low` joined, one from `high` did not. */
interface Gap {
  readonly low: number | undefined;
  readonly high: number;
  readonly steps: number;
}

/** After so many windows without a broken seam a list counts as quiet again. */
const QUIET_AFTER = 16;

/**
 * Keeps the estimate. On a quiet list windows overlap by a row. Where a seam has broken, the furthest row seen is looked for:
 * one window back, since few rows leave at a time, then four, then sixteen, and by halving once it stands between two bounds.
 *
 * @param start Where to begin.
 */
export function createPosition(start: number): Position {
  let next = start;
  let end = start;
  let overlap = 1;
  let gap: Gap | undefined;
  let sinceBreak = QUIET_AFTER;
  let breaks = 0;

  const halve = ({ low = 0, high }: Gap) => Math.floor((low + high) / 2);

  return {
    get next() {
      return next;
    },
    get overlap() {
      return overlap;
    },
    get restless() {
      return sinceBreak < QUIET_AFTER;
    },
    get isLost() {
      return gap !== undefined;
    },
    joined(offset, newEnd, broughtNew) {
      end = newEnd;
      next = Math.max(0, end - overlap);
      if (broughtNew) {
        gap = undefined;
        if (++sinceBreak === QUIET_AFTER) {
          overlap = 1;
          breaks = 0;
        }
      } else if (gap !== undefined && offset >= gap.high - 1) {
        gap = undefined; // the list has grown again before the bound
      } else if (gap !== undefined) {
        gap = { ...gap, low: Math.max(gap.low ?? 0, offset) };
        if (next >= gap.high) next = halve(gap);
      }
    },
    broke(offset, windowLength) {
      if (gap === undefined) {
        sinceBreak = 0;
        // One break is no habit, and a wider overlap costs at each window to come.
        if (++breaks > 1) overlap = Math.max(1, Math.min(2 * overlap, Math.floor(windowLength / 2)));
      }
      const low = gap?.low !== undefined && gap.low < offset ? gap.low : undefined; // the list may have moved past it
      gap = { low, high: offset, steps: gap === undefined ? 0 : gap.steps + 1 };
      const back = Math.max(1, windowLength - 1) * 4 ** gap.steps;
      next = gap.low === undefined ? Math.max(0, offset - back) : halve(gap);
    },
  };
}
