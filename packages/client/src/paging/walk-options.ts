import type { FreshRow, KnownRows } from "./seen-rows.ts";
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
  /** What was had before. These rows are not yielded. */
  readonly known?: KnownRows | undefined;
  /** Where to begin, in place of the head: where the last known row stood. */
  readonly start?: number | undefined;
  /** Whether `known` holds every row that was ever had, not only the last ones. @default true */
  readonly knowsAll?: boolean;
  /** Whether rows are known to move to the front, so that a changed order is no fault. @default false */
  readonly rowsMove?: boolean;
}

/** One answer, and what was new in it. */
export interface Step<T, W> {
  readonly window: W;
  readonly offset: number;
  readonly fresh: readonly FreshRow<T>[];
}
