import { ListingError } from "../errors/listing-error.ts";
import type { Receipt } from "./receipt.ts";
import type { Rested } from "./rested-rows.ts";
import { createRestedRows } from "./rested-rows.ts";
import type { Step } from "./walk-options.ts";
import type { FetchWindow, Window } from "./window.ts";

/** A list whose rows move to its front when they are updated. */
export interface CatchUpOptions<T, W> {
  readonly fetchWindow: FetchWindow<W>;
  readonly idOf: (item: T) => string;
  /** What changes when a row is updated. */
  readonly versionOf: (item: T) => unknown;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** The ids of all rows that came. It is kept up to date. */
  readonly came: Set<string>;
  /** The rows that have rested since the walk began. */
  readonly rested: Rested<T>;
  readonly receipt: Receipt;
}

const TOO_FAST = "rows move to the front of the list faster than they are read";

/** Windows that one reading may take for each that the list filled when it was walked, and the allowance that it starts with. */
const PATIENCE = 8;
const ALLOWANCE = 64;

/** Answers of a row or none that show the end of the list. */
const SHOWS_END = 4;

/** Readings of the front before rows count as moving faster than they are read. */
const MAX_READINGS = 32;

/**
 * Reads such a list from its front once more, after it was walked to its end: a row that was updated while it was not yet read
 * has moved over what was being read. It stops at a row that has rested since the walk began, since all behind it have rested
 * too. What moved while this was read is read again, until one answer holds all that has moved, which is one moment.
 */
export async function* catchUp<T, W extends Window<T>>(
  options: CatchUpOptions<T, W>,
): AsyncGenerator<Step<T, W>, void> {
  let rested = options.rested;
  const { size } = options.came;
  for (let reading = 1; reading <= MAX_READINGS; reading++) {
    const front = createRestedRows(options.idOf, options.versionOf);
    const end = yield* readFront(options, rested, front, size);
    if (end === "in one answer") return;
    if (end === "down to rest") rested = front;
  }
  throw new ListingError(TOO_FAST);
}

/** Reads down to a row that has rested, or until rows have left so that a window does not join the one before it. */
async function* readFront<T, W extends Window<T>>(
  { fetchWindow, idOf, limit, signal, came, receipt }: CatchUpOptions<T, W>,
  rested: Rested<T>,
  front: Rested<T>,
  size: number,
): AsyncGenerator<Step<T, W>, "in one answer" | "down to rest" | "broken off"> {
  let longest = 2;
  let alone = 0;
  for (let offset = 0, windows = 1; ; windows++) {
    signal.throwIfAborted();
    const window = await fetchWindow(offset, limit, signal);
    const { items } = window;
    longest = Math.max(longest, items.length);
    if (windows > ALLOWANCE + (PATIENCE * size) / (longest - 1)) throw new ListingError(TOO_FAST);
    receipt.tookWindow(window);
    if (!front.take(items)) {
      receipt.brokeSeam();
      return "broken off";
    }
    const fresh = [...items.entries()]
      .filter(([, item]) => !came.has(idOf(item)))
      .map(([index, item]) => ({ item, index, isNext: false, nextSeen: undefined }));
    for (const { item } of fresh) came.add(idOf(item));
    receipt.tookRows(items.length, fresh.length);
    if (fresh.length > 0) yield { window, offset, fresh };
    // Without a row that has rested it is the end of the list, if not an answer that is short by chance.
    alone = items.length < 2 ? alone + 1 : 0;
    const isEnd = alone > 0 && (alone === SHOWS_END || window.total === offset + items.length);
    if (isEnd || items.some((item) => rested.has(item))) return offset === 0 ? "in one answer" : "down to rest";
    offset += Math.max(0, items.length - 1);
  }
}
