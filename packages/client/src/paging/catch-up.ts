import { ListingError } from "../errors/listing-error.ts";
import type { Step } from "./walk.ts";
import type { FetchWindow, Window } from "./window.ts";

/** A list whose rows move to its front when they are updated. */
export interface CatchUpOptions<T, W> {
  readonly fetchWindow: FetchWindow<W>;
  readonly idOf: (item: T) => string;
  /** What changes when a row is updated. */
  readonly versionOf: (item: T) => unknown;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** The rows that came, each with its version. It is kept up to date. */
  readonly versions: Map<string, unknown>;
}

/** Readings of the front before rows count as moving faster than they are read. */
const MAX_READINGS = 32;

/**
 * Reads such a list from its front once more, after it was walked to its end: a row that was updated while it was not yet read
 * has moved over what was being read. It stops at a row that has not changed since it came, since none behind it has moved
 * either. What moved while this was read is read again, until one answer holds all that has moved, which is one moment.
 */
export async function* catchUp<T, W extends Window<T>>(
  options: CatchUpOptions<T, W>,
): AsyncGenerator<Step<T, W>, void> {
  for (let reading = 1; reading <= MAX_READINGS; reading++) {
    const windows = yield* readFront(options);
    if (windows === 1) return;
  }
  throw new ListingError("rows move to the front of the list faster than they are read");
}

/** Reads down to a row that has not moved; returns how many answers that took. */
async function* readFront<T, W extends Window<T>>({
  fetchWindow,
  idOf,
  versionOf,
  limit,
  signal,
  versions,
}: CatchUpOptions<T, W>): AsyncGenerator<Step<T, W>, number> {
  let offset = 0;
  for (let windows = 1; ; windows++) {
    const window = await fetchWindow(offset, limit, signal);
    const { items } = window;
    const fresh = [...items.entries()]
      .filter(([, item]) => !versions.has(idOf(item)))
      .map(([index, item]) => ({ item, index }));
    const unmoved = items.some((item) => versions.has(idOf(item)) && versions.get(idOf(item)) === versionOf(item));
    for (const item of items) versions.set(idOf(item), versionOf(item));
    if (fresh.length > 0) yield { window, offset, fresh };
    if (unmoved || items.length < 2) return windows;
    offset += items.length - 1;
  }
}
