import { type Checkpoint, isListingError, isThenable, ListingError } from "../errors.ts";
import { catchUp } from "./catch-up.ts";
import { Place, readCheckpoint } from "./checkpoint.ts";
import { ORDER_CHANGED } from "./known-rows.ts";
import {
  DEFAULT_PAGE_SIZE,
  type ListingSource,
  type Reading,
  type ReadingOptions,
  resolveReading,
  resolveSource,
  type Source,
  type Window,
} from "./options.ts";
import { type ListingReceipt, Receipt } from "./receipt.ts";
import { stoppable } from "./stoppable.ts";
import { type Step, Walk } from "./walk.ts";

/**
 * Every row of a list, exactly once, even while the list changes. Nothing is requested before it is read. It can be read often:
 * each `for await`, `byPage()` and `toArray()` is a listing of its own; `checkpoint()` and `receipt()` describe the one that
 * started last.
 *
 * Exactly once means: as long as rows keep their order relative to each other, every row that is in the list from the first
 * response to the last is returned once, and in order. Rows that are added or removed meanwhile are returned once or not at all.
 */
export class Listing<T, W extends Window<T>> implements AsyncIterable<T> {
  readonly #source: Source<T, W>;
  readonly #reading: Reading<T>;
  readonly #from: Checkpoint | undefined;
  #place: Place;
  #receipt = new Receipt();

  /** @throws {InvalidArgumentError} if an option cannot work, or the checkpoint is damaged or of another list. */
  constructor(source: ListingSource<T, W>, options: ReadingOptions<T> = {}) {
    this.#source = resolveSource(source);
    this.#reading = resolveReading(options);
    this.#from = options.from === undefined ? undefined : readCheckpoint(options.from, this.#source.about);
    this.#place = new Place(this.#from);
  }

  /** Row by row. Leaving the loop early requests nothing further. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, void> {
    return stoppable((signal) => this.#rows(signal), this.#reading.signal);
  }

  /** Page by page: each response that added rows, with those of them that pass `where`. */
  byPage(): AsyncGenerator<W, void, void> {
    return stoppable((signal) => this.#pages(signal), this.#reading.signal);
  }

  /** All rows at once, or a rejection: never a part. One that rejects has yielded nothing. */
  async toArray(): Promise<T[]> {
    const before = this.#place;
    const rows: T[] = [];
    try {
      for await (const { items } of this.byPage()) for (const row of items) rows.push(row);
    } catch (error) {
      this.#place = before;
      throw this.#withCheckpoint(error, new Place(this.#from));
    }
    return rows;
  }

  /**
   * Where the listing stands, as small plain JSON. It counts what was yielded: within a loop, the current row and all before
   * it. Pass it to `from` to continue, in another process too. If rows have changed their order, it is where the listing started.
   */
  checkpoint(): Checkpoint {
    return this.#checkpointOf(this.#place);
  }

  /** What shows that the listing is complete, or how far it has come. */
  receipt(): ListingReceipt {
    return { ...this.#receipt };
  }

  async *#rows(signal: AbortSignal): AsyncGenerator<Iterable<T>, void> {
    const place = this.#begin();
    const wanted = this.#wantedRows(place);
    for await (const step of this.#steps(place, signal)) {
      yield wanted.of(step);
      if (wanted.left === 0) return;
    }
  }

  async *#pages(signal: AbortSignal): AsyncGenerator<Iterable<W>, void> {
    const place = this.#begin();
    const wanted = this.#wantedRows(place);
    for await (const step of this.#steps(place, signal)) {
      yield [{ ...step.window, items: [...wanted.of(step)] }];
      if (wanted.left === 0) return;
    }
  }

  /** Those rows of each step that are to be yielded, up to `maxItems` of all. The place moves on with each that is taken. */
  #wantedRows(place: Place) {
    const { where, seen, maxItems } = this.#reading;
    return {
      left: maxItems,
      *of({ items, ids }: Step<T, W>): Generator<T, void> {
        for (let index = 0; index < items.length && this.left > 0; index++) {
          place.pass();
          const item = items[index] as T;
          if (seen?.has(ids[index] ?? "") || (where !== undefined && !where(item))) continue;
          this.left--;
          yield item;
        }
      },
    };
  }

  #begin(): Place {
    this.#place = new Place(this.#from);
    this.#receipt = new Receipt();
    return this.#place;
  }

  /** What the list brings, response by response; ends with the list, and says so to the place and the receipt. */
  async *#steps(place: Place, signal: AbortSignal): AsyncGenerator<Step<T, W>, void> {
    const receipt = this.#receipt;
    receipt.complete = this.#from?.done ?? false;
    if (this.#reading.maxItems === 0 || receipt.complete) return;
    const tell = this.#progressTeller(receipt);
    try {
      for await (const step of this.#walk(receipt, signal)) {
        tell();
        place.begin(step);
        yield step;
      }
      tell(); // the last response may have added nothing
      place.finish();
      receipt.complete = true;
    } catch (error) {
      throw this.#withCheckpoint(error, place);
    }
  }

  #walk(receipt: Receipt, signal: AbortSignal): AsyncGenerator<Step<T, W>, void> {
    const { catchUp: isMoving, seen } = this.#reading;
    const steps = this.#walks(receipt, signal);
    if (!isMoving) return steps;
    const limit = Math.max(2, this.#reading.pageSize);
    return catchUp(steps, { source: this.#source, limit, signal, receipt, seen });
  }

  /** The list from the checkpoint; from its head, if that place is lost and it is known which rows were read. */
  async *#walks(receipt: Receipt, signal: AbortSignal): AsyncGenerator<Step<T, W>, void> {
    const { where, pageSize, concurrency, maxItems, seen, acceptTotal, catchUp: rowsMove } = this.#reading;
    const from = this.#from?.anchors.length === 0 ? undefined : this.#from;
    const isBounded = where === undefined && seen === undefined;
    // A page that continues another takes one row more, which overlaps; beyond the default no more than asked for.
    const bound =
      from === undefined ? Math.min(pageSize, maxItems) : Math.min(Math.max(pageSize, DEFAULT_PAGE_SIZE), maxItems + 1);
    const limit = Math.max(2, isBounded ? Math.min(bound, pageSize + 1) : pageSize);
    const wanted = isBounded ? maxItems + (from === undefined ? 0 : from.offset + 1) : Number.POSITIVE_INFINITY;
    const isContinued = from !== undefined;
    const options = { limit, concurrency, wanted, isContinued, acceptTotal, rowsMove, signal };
    if ((yield* new Walk<T, W>(this.#source, { ...options, from }, receipt).steps()) === "whole") return;
    // What was read since, is not in `seen`.
    if (seen === undefined || receipt.rows > 0)
      throw new ListingError("none of the rows that the checkpoint knows is left in the list");
    yield* new Walk<T, W>(this.#source, { ...options, from: undefined }, receipt).steps();
  }

  /** Calls `onProgress`, unless no response has arrived since the last call. */
  #progressTeller(receipt: Receipt): () => void {
    const { onProgress } = this.#reading;
    let told = 0;
    return () => {
      if (onProgress === undefined || receipt.windows === told) return;
      told = receipt.windows;
      const returned: unknown = onProgress({
        loaded: (this.#from?.loaded ?? 0) + receipt.rows,
        total: receipt.lastTotal,
      });
      if (isThenable(returned)) returned.then(undefined, () => undefined); // not awaited, so nothing is left to end when it rejects
    };
  }

  /** What ended a listing, with where it stood: another reading of the same list may stand elsewhere. */
  #withCheckpoint(error: unknown, place: Place): unknown {
    if (!isListingError(error)) return error;
    if (error.reason !== ORDER_CHANGED) return new ListingError(error.reason, this.#checkpointOf(place));
    if (this.#place === place) this.#place = new Place(this.#from);
    return error;
  }

  #checkpointOf(place: Place): Checkpoint {
    return { ...place.checkpoint(), ...this.#source.about };
  }
}
