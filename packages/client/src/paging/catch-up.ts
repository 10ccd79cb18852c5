import { ListingError } from "../errors.ts";
import type { Source, Window } from "./options.ts";
import { pauseAfter } from "./pause.ts";
import type { Receipt } from "./receipt.ts";
import type { Step } from "./walk.ts";

/** What reading the front of a list needs. */
interface Front<T, W> {
  readonly source: Source<T, W>;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly receipt: Receipt;
  readonly seen: ReadonlySet<string> | undefined;
}

const TOO_FAST = "rows move to the front of the list faster than they are read";
/** Windows that one reading may take for each that the list filled when it was walked, and the allowance that it starts with. */
const PATIENCE = 8;
const ALLOWANCE = 64;
/** Responses of a row or none that show the end of the list. */
const SHOWS_END = 5;
/** Readings of the front before rows count as moving faster than they are read. */
const MAX_READINGS = 32;

/**
 * Rows that have not been updated since a moment. In a list sorted by update, newest first, all that was updated since stands
 * before all that was not: what stands behind an unchanged row is unchanged as well.
 */
class Unchanged<T> {
  readonly #versions = new Map<string, unknown>();
  readonly #source: Source<T, unknown>;

  constructor(source: Source<T, unknown>) {
    this.#source = source;
  }

  has(item: T): boolean {
    const { idOf, versionOf } = this.#source;
    return this.#versions.has(idOf(item)) && this.#versions.get(idOf(item)) === versionOf(item);
  }

  /** Takes a later window; false if it holds none of these rows, so that nothing is known of its others. */
  take(items: readonly T[]): boolean {
    const first = this.#versions.size === 0 ? 0 : items.findIndex((item) => this.has(item));
    if (first === -1) return false;
    const { idOf, versionOf } = this.#source;
    for (const item of items.slice(first)) this.#versions.set(idOf(item), versionOf(item));
    return true;
  }
}

/**
 * Reads a list whose rows move to its front when they are updated: after the walk, its front again, since a row that was updated
 * before it was read has moved over what was being read. It stops at a row that is unchanged since the walk began. What moved
 * meanwhile is read again, until one response holds all that has moved, which is one moment.
 */
export async function* catchUp<T, W extends Window<T>>(
  steps: AsyncIterable<Step<T, W>>,
  front: Front<T, W>,
): AsyncGenerator<Step<T, W>, void> {
  const came = new Set(front.seen);
  let unchanged = new Unchanged(front.source);
  for await (const step of steps) {
    unchanged.take(step.window.items);
    for (const id of step.ids) came.add(id);
    yield step;
  }
  const { size } = came;
  for (let reading = 1; reading <= MAX_READINGS; reading++) {
    const since = new Unchanged(front.source);
    const end = yield* readFront(front, came, unchanged, since, size);
    if (end === "in one response") return;
    if (end === "down to an unchanged row") unchanged = since;
  }
  throw new ListingError(TOO_FAST);
}

/** Reads down to an unchanged row, or until rows have left so that a window does not overlap the one before it. */
async function* readFront<T, W extends Window<T>>(
  { source, limit, signal, receipt }: Front<T, W>,
  came: Set<string>,
  unchanged: Unchanged<T>,
  since: Unchanged<T>,
  size: number,
): AsyncGenerator<Step<T, W>, "in one response" | "down to an unchanged row" | "gap"> {
  let longest = 2;
  let short = 0;
  for (let offset = 0, windows = 1; ; windows++) {
    receipt.requests++;
    const window = await source.fetchWindow(offset, limit, signal);
    const { items } = window;
    longest = Math.max(longest, items.length);
    if (windows > ALLOWANCE + (PATIENCE * size) / (longest - 1)) throw new ListingError(TOO_FAST);
    receipt.addWindow(window.total);
    if (!since.take(items) && items.length > 0) {
      receipt.gapsRepaired++;
      return "gap";
    }
    const fresh = items.filter((item) => !came.has(source.idOf(item)));
    const ids = fresh.map((item) => source.idOf(item));
    for (const id of ids) came.add(id);
    receipt.addRows(items.length, ids.length);
    if (ids.length > 0) yield { window, items: fresh, ids, offset, follows: false };
    // Without an unchanged row it is the end of the list, unless the response is short by accident.
    short = items.length < 2 ? short + 1 : 0;
    const isEnd = short > 0 && (short === SHOWS_END || window.total === offset + items.length);
    if (isEnd || items.some((item) => unchanged.has(item)))
      return offset === 0 ? "in one response" : "down to an unchanged row";
    if (short > 0) await source.sleep(pauseAfter(short), signal);
    offset += Math.max(0, items.length - 1);
  }
}
