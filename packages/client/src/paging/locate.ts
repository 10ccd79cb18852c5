/** Looks for the furthest known row, after a window held none: rows before that window have left the list. */
export interface Gap {
  /** Where the next window to look at starts; undefined if no window before that one holds a known row. */
  readonly offset: number | undefined;
  /** Whether a window holds known rows and the window one further does not: the furthest row that is left has been found. */
  readonly isClosed: boolean;
  /** The window at `offset` holds no known row either. */
  missed(offset: number): void;
  /**
   * The window at `offset` holds known rows, but not the furthest one, which is expected in a window at `next`. It may end with
   * rows that are not known.
   */
  narrowed(offset: number, next: number, endsUnknown: boolean): void;
}

/**
 * Looks one window back first, since few rows leave at a time, then four, then sixteen; and by halves, once a window holds known
 * rows.
 *
 * @param start Where the window that held no known row started.
 * @param windowLength How many rows the service returns at a time.
 * @param span How many known rows stand before `start`, at most.
 */
export function locateBefore(start: number, windowLength: number, span: number): Gap {
  const floor = Math.max(0, start - span);
  let low = Number.NEGATIVE_INFINITY;
  let high = start;
  let back = Math.max(1, windowLength - 1);
  let offset: number | undefined = Math.max(floor, high - back);
  return {
    get offset() {
      return offset;
    },
    get isClosed() {
      return low >= high - 1;
    },
    missed(at) {
      high = at;
      back *= 4;
      if (low >= high) low = Number.NEGATIVE_INFINITY; // the list has moved past it
      if (low >= 0) offset = Math.floor((low + high) / 2);
      else offset = at > floor || span === Number.POSITIVE_INFINITY ? Math.max(floor, high - back) : undefined;
    },
    narrowed(at, next, endsUnknown) {
      low = Math.max(low, at);
      if (low >= (endsUnknown ? high : high - 1)) high = Number.POSITIVE_INFINITY; // the list has grown again before that window
      offset = next < high ? next : Math.floor((low + high) / 2);
    },
  };
}

/** Looks for the place of a checkpoint. */
export interface Search {
  /** Where the next window to look at starts; undefined once the whole list has been looked through. */
  readonly offset: number | undefined;
  /** The window at `offset` holds no known row. */
  missed(offset: number, length: number, total: number | undefined): void;
}

/** A service that ignores the offset has no end to look for. */
const MAX_LOOKS = 4096;

/**
 * Looks where the place was, then further and further to both sides: rows added before a place move it on, which is the more
 * likely, and rows that leave move it back.
 */
export function searchAround(start: number, limit: number): Search {
  let forward: number | undefined = start;
  let back: number | undefined = start;
  let width = Math.max(1, limit - 1);
  let looks = 0;
  return {
    get offset() {
      if (looks >= MAX_LOOKS) return undefined;
      return looks % 2 === 1 ? (forward ?? back) : (back ?? forward);
    },
    missed(at, length, total) {
      looks++;
      if (length > 1) width = Math.min(width, length - 1); // the service returns fewer rows than it is asked for
      if (at === forward) forward = length === 0 ? undefined : at + width;
      if (at === back) back = at === 0 ? undefined : Math.max(0, at - width);
      if (length === 0 && total !== undefined && back !== undefined) back = Math.min(back, Math.max(0, total - width));
    },
  };
}
