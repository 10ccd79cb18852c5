import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { requireInteger, requireKnownKeys, requireSignal } from "../validate.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { FetchWindow } from "./window.ts";

/** How a list is read. */
export interface ReadingOptions<T> {
  /** Only rows for which this is true: for what the service cannot filter by. */
  readonly where?: ((item: T) => boolean) | undefined;
  /** Rows to ask for at a time. @default 100 */
  readonly pageSize?: number | undefined;
  /** Requests on their way at a time, once the first answer has told how long the list is; with `catchUp` it is one. @default 4 */
  readonly concurrency?: number | undefined;
  /** Stop after this many rows. @default none */
  readonly maxItems?: number | undefined;
  /** Go on from where another listing stood: what its `checkpoint()` gave, or that as JSON. */
  readonly from?: Checkpoint | string | undefined;
  /**
   * The ids of rows had already, in any order; they are copied at once. These rows do not come again. With `from` give all that
   * came: when no row that the checkpoint knows is left, the list is read from its head for those that are not among them.
   */
  readonly seen?: Iterable<string> | undefined;
  /** For a list whose rows move to its front when they are updated: read the front once more at the end. With `from` it needs `seen`. @default false */
  readonly catchUp?: boolean | undefined;
  /** Ends the listing at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Is told how many rows have come, and how many the service says there are: after each answer that brought some, and at the
   * end. What it throws ends the listing; a promise is not waited for.
   */
  readonly onProgress?:
    | ((progress: { readonly loaded: number; readonly total: number | undefined }) => void)
    | undefined;
}

/** The list itself. */
export interface ListingSource<T, W> {
  /** Reads a slice of the list. */
  readonly fetchWindow: FetchWindow<W>;
  /** What tells one row from every other: a text that is never empty. */
  readonly idOf: (item: T) => string;
  /** What changes when a row is updated; needed for `catchUp`. */
  readonly versionOf?: ((item: T) => unknown) | undefined;
  /** What is listed, as plain JSON. It stands in each checkpoint, and a checkpoint of something else is refused. */
  readonly about?: object | undefined;
}

const KEYS: Readonly<Record<keyof ReadingOptions<unknown>, true>> = {
  where: true,
  pageSize: true,
  concurrency: true,
  maxItems: true,
  from: true,
  seen: true,
  catchUp: true,
  signal: true,
  onProgress: true,
};

/** Options that were checked, with every default in place. */
export interface Reading<T> {
  readonly where: ((item: T) => boolean) | undefined;
  readonly pageSize: number;
  readonly concurrency: number;
  readonly maxItems: number;
  readonly catchUp: boolean;
  readonly seen: ReadonlySet<string> | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ReadingOptions<T>["onProgress"];
}

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function resolveReading<T>(options: ReadingOptions<T>): Reading<T> {
  requireKnownKeys(options, Object.keys(KEYS), "the options of list");
  const { where, pageSize = 100, concurrency = 4, maxItems = Number.MAX_SAFE_INTEGER, catchUp = false } = options;
  requireFunction(where, "where", "a function of a row that returns true or false");
  const { signal, onProgress } = options;
  requireFunction(onProgress, "onProgress", "a function of { loaded, total }");
  requireInteger(pageSize, "pageSize", { min: 1, max: 2 ** 31 - 1 });
  requireInteger(concurrency, "concurrency", { min: 1, max: 1000 });
  requireInteger(maxItems, "maxItems", { min: 0, max: Number.MAX_SAFE_INTEGER });
  requireSignal(signal);
  if (typeof catchUp !== "boolean") {
    throw new InvalidArgumentError({ option: "catchUp", value: catchUp, allowed: "true or false" });
  }
  const seen = resolveSeen(options.seen);
  return { where: where && checked(where), pageSize, concurrency, maxItems, catchUp, seen, signal, onProgress };
}

/** Catches a condition that is true whatever the row is: an async function, or one that makes conditions and was not called. */
function checked<T>(where: (item: T) => boolean): (item: T) => boolean {
  return (item) => {
    const answer: unknown = where(item);
    if (typeof answer === "function" || answer instanceof Promise)
      throw new InvalidArgumentError({ option: "what where returns", value: answer, allowed: "true or false" });
    return Boolean(answer);
  };
}

/** Copied, since an iterator can be read once only, and a list often. */
function resolveSeen(seen: unknown): ReadonlySet<string> | undefined {
  if (seen === undefined) return undefined;
  if (typeof seen !== "object" || seen === null || !isIterable(seen)) {
    throw new InvalidArgumentError({ option: "seen", value: seen, allowed: "an array or another iterable of ids" });
  }
  const ids = new Set<string>();
  for (const id of seen) {
    if (typeof id === "string" && id !== "") ids.add(id);
    else throw new InvalidArgumentError({ option: "each id of seen", value: id, allowed: "a text that is not empty" });
  }
  return ids;
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function requireFunction(value: unknown, option: string, allowed: string): void {
  if (value !== undefined && typeof value !== "function") throw new InvalidArgumentError({ option, value, allowed });
}
