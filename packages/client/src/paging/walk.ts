import { ListingError } from "../errors/listing-error.ts";

/** A slice of a list, as its service sent it. */
export interface Window<T> {
  readonly items: readonly T[];
  /** How long the service says that the list is. */
  readonly total: number | undefined;
}

/** The list to walk. */
export interface WalkOptions<T, W> {
  /** Reads the slice that begins at `offset`; it may be shorter than `limit`. */
  readonly fetchWindow: (offset: number, limit: number) => Promise<W>;
  /** What tells one row from every other. */
  readonly idOf: (item: T) => string;
  /** Rows to ask for at a time, at least 2: a window of one cannot both overlap the last and bring something new. */
  readonly limit: number;
}

/** One answer and what was new in it. */
export interface Step<T, W> {
  readonly window: W;
  readonly offset: number;
  readonly fresh: readonly T[];
}

/** Answers in a row that may bring nothing new before the walk gives up. */
const MAX_FRUITLESS = 50;

/**
 * Walks a list that may change meanwhile. Rows that are in it from the first answer to the last come exactly once, in order.
 *
 * Windows overlap by a row. One that begins at the head or holds a row that was seen before *joins*: it is a slice of the list
 * at one moment, so no lasting row hides between the rows known so far and its end. One that does not join is not used: rows
 * have left the list before it, so the walk steps back until a window joins.
 *
 * The end is where a window joins, brings nothing new and is shorter than others were, or where it is shorter than what was
 * asked for and ends just where `total` puts the end. A short window alone proves nothing: the service may send fewer.
 *
 * @throws {ListingError} when no progress can be made, such as on a service that ignores `offset`.
 */
export async function* walk<T, W extends Window<T> = Window<T>>(
  options: WalkOptions<T, W>,
): AsyncGenerator<Step<T, W>, void> {
  const { fetchWindow, idOf, limit } = options;
  const seen = new Set<string>();
  let offset = 0;
  let longest = 0;
  let stepBack = 1;

  for (let fruitless = 0; fruitless < MAX_FRUITLESS; fruitless++) {
    const window = await fetchWindow(offset, limit);
    const { items, total } = window;

    const joins = offset === 0 || items.some((item) => seen.has(idOf(item)));
    if (!joins) {
      offset = Math.max(0, offset - stepBack);
      stepBack *= 2;
      continue;
    }
    stepBack = 1;

    const fresh = items.filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)));
    if (fresh.length > 0) fruitless = 0;
    yield { window, offset, fresh };

    const end = offset + items.length;
    if (fresh.length === 0 && items.length < longest) return;
    if (items.length < limit && end === (total ?? 0)) return;
    longest = Math.max(longest, items.length);
    offset = Math.max(0, end - 1);
  }
  throw new ListingError(
    `${MAX_FRUITLESS} answers in a row brought nothing new, and none of them showed the end of the list`,
  );
}
