import type { FreshRow } from "./seen-rows.ts";
import type { FetchWindow } from "./window.ts";

/** The list to walk, and how. */
export interface WalkOptions<T, W> {
  readonly fetchWindow: FetchWindow<W>;
  /** What tells one row from every other: a text that is never empty. */
  readonly idOf: (item: T) => string;
  /** Rows to ask for at a time. At least 2 are, since a window of one cannot both join and bring something new. */
  readonly limit: number;
  /** Windows on their way at a time, once the length of the list is known. @default 1 */
  readonly concurrency?: number;
  /** How many rows are wanted at most: no window beyond is fetched ahead. */
  readonly wanted?: number;
  readonly signal?: AbortSignal | undefined;
  /** Where to go on, in place of the head. */
  readonly from?: Place | undefined;
  /** Whether the list may be walked from its head where `from` is of no use: the caller knows which rows were had. @default false */
  readonly mayRestart?: boolean;
  /** Whether rows are known to move to the front, so that a changed order is no fault. @default false */
  readonly rowsMove?: boolean;
}

/** A place in a list that may have changed since. */
interface Place {
  /** The ids of the last rows up to it, in the list's order. At least one. */
  readonly anchors: readonly string[];
  /** Where the last of them stood. */
  readonly offset: number;
}

/** One answer, and what was new in it. */
export interface Step<T, W> {
  readonly window: W;
  readonly offset: number;
  readonly fresh: readonly FreshRow<T>[];
}
