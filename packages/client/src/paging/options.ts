import type { Checkpoint } from "../errors.ts";
import { InvalidArgumentError, isThenable, kindOf } from "../errors.ts";
import { type Sleep, systemSleep } from "./pause.ts";

/** A slice of a list at one moment, as its service sent it. */
export interface Window<T> {
  /** The rows, in the list's order. There may be fewer than were asked for, even before the list ends. */
  readonly items: readonly T[];
  /** How long the list is, according to the service; undefined if it does not say. */
  readonly total?: number | undefined;
}

/** Reads the slice that starts at `offset` and has at most `limit` rows. Rejects as soon as `signal` aborts. */
export type FetchWindow<W> = (offset: number, limit: number, signal: AbortSignal) => Promise<W>;

/** The list itself. */
export interface ListingSource<T, W> {
  /** Reads a slice of the list. */
  readonly fetchWindow: FetchWindow<W>;
  /** What tells one row from every other: a string that is never empty. */
  readonly idOf: (item: T) => string;
  /** What changes when a row is updated; needed for `catchUp`. */
  readonly versionOf?: ((item: T) => unknown) | undefined;
  /** What is listed, as plain JSON. It is part of each checkpoint, and a checkpoint of something else is refused. */
  readonly about?: object | undefined;
  /** Waits between requests that made no progress. @default a timer */
  readonly sleep?: Sleep | undefined;
  /** Whether a request that failed with this error may succeed later. @default error.retryable is true */
  readonly isTransient?: ((error: unknown) => boolean) | undefined;
}

/** How a list is read. */
export interface ReadingOptions<T> {
  /** Only rows for which this is true, for what the service cannot filter by. */
  readonly where?: ((item: T) => boolean) | undefined;
  /** How many rows to ask for at a time; at least 2 are, since windows overlap. @default 100 */
  readonly pageSize?: number | undefined;
  /** How many requests may be in flight, once the first response has told how long the list is. With `catchUp` it is 1. @default 4 */
  readonly concurrency?: number | undefined;
  /** Stop after this many rows. @default none */
  readonly maxItems?: number | undefined;
  /** Continue where another listing stood: what its `checkpoint()` returned, or that as JSON. */
  readonly from?: Checkpoint | string | undefined;
  /**
   * The ids of rows that you already have, in any order; these rows are skipped. Together with `from`, give all that you have: if
   * no row that the checkpoint knows is left, the list is read from its head for the rest. Without it, rows that moved behind the
   * checkpoint come again.
   */
  readonly seen?: Iterable<string> | undefined;
  /**
   * For a list whose rows move to its front when they are updated: read the front again at the end. Without it a row that moves
   * may be missed, and so may rows that did not move. With `from` it needs `seen`. It cannot see a row that a lagging replica
   * does not show yet. @default false
   */
  readonly catchUp?: boolean | undefined;
  /**
   * Whether the service's `total` counts. A listing never ends before the row that `total` names, so with a `total` that is too
   * large it ends in a `ListingError`: pass false if you know that your service's `total` is wrong. @default true
   */
  readonly acceptTotal?: boolean | undefined;
  /** Ends the listing at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called after each response that added rows, and at the end: how many rows have been read since the first run began, and how
   * many the service says there are. If it throws, the listing ends with that error; a promise is not awaited.
   */
  readonly onProgress?:
    | ((progress: { readonly loaded: number; readonly total: number | undefined }) => void)
    | undefined;
}

/** Options that were checked, with every default in place. */
export interface Reading<T> {
  readonly where: ((item: T) => boolean) | undefined;
  readonly pageSize: number;
  readonly concurrency: number;
  readonly maxItems: number;
  readonly catchUp: boolean;
  readonly acceptTotal: boolean;
  readonly seen: ReadonlySet<string> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ReadingOptions<T>["onProgress"];
}

export const DEFAULT_PAGE_SIZE = 100;

const isIn = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const isFunction = (value: unknown) => typeof value === "function";
const isBoolean = (value: unknown) => typeof value === "boolean";
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What each option may be, besides undefined. */
const CHECKS: Readonly<Record<keyof ReadingOptions<unknown>, readonly [(value: unknown) => boolean, string]>> = {
  where: [isFunction, "a function of a row that returns true or false"],
  pageSize: [isIn(1, 2 ** 31 - 1), `an integer from 1 to ${2 ** 31 - 1}`],
  concurrency: [isIn(1, 1000), "an integer from 1 to 1000"],
  maxItems: [isIn(0, Number.MAX_SAFE_INTEGER), `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`],
  from: [(value) => isObject(value) || typeof value === "string", "a checkpoint, or its JSON"],
  seen: [(value) => isObject(value) && Symbol.iterator in value, "an array or another iterable of ids"],
  catchUp: [isBoolean, "true or false"],
  acceptTotal: [isBoolean, "true or false"],
  signal: [(value) => isObject(value) && "aborted" in value && "addEventListener" in value, "an AbortSignal"],
  onProgress: [isFunction, "a function of { loaded, total }"],
};

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function resolveReading<T>(options: ReadingOptions<T>): Reading<T> {
  if (!isObject(options) || kindOf(options) !== "Object") {
    throw new InvalidArgumentError({ option: "the options of list", value: options, allowed: "an object" });
  }
  for (const [option, value] of Object.entries(options)) {
    const check = Object.entries(CHECKS).find(([name]) => name === option)?.[1];
    if (check === undefined) {
      const allowed = `one of ${Object.keys(CHECKS).join(", ")}`;
      throw new InvalidArgumentError({ option: "each key of the options of list", value: option, allowed });
    }
    if (value !== undefined && !check[0](value)) throw new InvalidArgumentError({ option, value, allowed: check[1] });
  }
  const { where, seen, signal, onProgress, pageSize = DEFAULT_PAGE_SIZE, concurrency = 4 } = options;
  const { maxItems = Number.MAX_SAFE_INTEGER, catchUp = false, acceptTotal = true } = options;
  if (catchUp && options.from !== undefined && seen === undefined) {
    const allowed =
      "false if `from` is given without `seen`: a row that moved could not be told from one that you have";
    throw new InvalidArgumentError({ option: "catchUp", value: true, allowed });
  }
  const ids = seen && new Set(seen); // copied, since an iterator can be read only once, and a list often
  for (const id of ids ?? []) {
    if (typeof id === "string" && id !== "") continue;
    throw new InvalidArgumentError({ option: "each id of seen", value: id, allowed: "a non-empty string" });
  }
  return {
    ...{ pageSize, concurrency: catchUp ? 1 : concurrency, maxItems, catchUp, acceptTotal, signal, onProgress },
    ...{ where: where && checked(where), seen: ids },
  };
}

/** Catches a condition that is true of every row: an async function, or one that makes conditions and was not called. */
function checked<T>(where: (item: T) => boolean): (item: T) => boolean {
  return (item) => {
    const answer: unknown = where(item);
    if (typeof answer === "function" || isThenable(answer))
      throw new InvalidArgumentError({ option: "the result of where", value: answer, allowed: "true or false" });
    return Boolean(answer);
  };
}

/** A source with every default in place. */
export type Source<T, W> = { readonly [Name in keyof ListingSource<T, W>]-?: NonNullable<ListingSource<T, W>[Name]> };

export function resolveSource<T, W>(source: ListingSource<T, W>): Source<T, W> {
  const { sleep = systemSleep, isTransient = isRetryable, versionOf = () => undefined, about = {} } = source;
  return { ...source, sleep, isTransient, versionOf, about };
}

function isRetryable(error: unknown): boolean {
  return isObject(error) && "retryable" in error && error.retryable === true;
}
