import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { isListingError, ListingError } from "../errors/listing-error.ts";
import { catchUp } from "./catch-up.ts";
import { type Checkpoint, createProgress, type Progress, readCheckpoint } from "./checkpoint.ts";
import { type ListingSource, type Reading, type ReadingOptions, resolveReading } from "./listing-options.ts";
import { createReceipt, type ListingReceipt, type Receipt } from "./receipt.ts";
import { createRestedRows, type Rested } from "./rested-rows.ts";
import type { FreshRow } from "./seen-rows.ts";
import { createProgressTeller } from "./tell-progress.ts";
import { walk } from "./walk.ts";
import type { Step } from "./walk-options.ts";
import type { Window } from "./window.ts";

/**
 * Every row of a list, exactly once, also while the list changes. Nothing is asked before it is read. It can be read often:
 * each `for await`, `byPage()` and `toArray()` is a listing of its own; `checkpoint()` and `receipt()` speak of the one that
 * was begun last.
 *
 * Exactly once means: as long as rows keep their order relative to each other, every row that is in the list from the first
 * answer to the last comes once, those rows in order. Rows that are added or removed meanwhile come once or not at all.
 */
export class Listing<T, W extends Window<T>> implements AsyncIterable<T> {
  readonly #source: ListingSource<T, W>;
  readonly #reading: Reading<T>;
  readonly #from: Checkpoint | undefined;
  #progress: Progress;
  #receipt: Receipt = createReceipt();

  /** @throws {InvalidArgumentError} when an option cannot work, or the checkpoint is torn or of another list. */
  constructor(source: ListingSource<T, W>, options: ReadingOptions<T> = {}) {
    this.#source = source;
    this.#reading = resolveReading(options);
    this.#from = options.from === undefined ? undefined : readCheckpoint(options.from, source.about ?? {});
    if (this.#reading.catchUp && this.#from !== undefined && options.seen === undefined) {
      const allowed =
        "false where `from` is given without `seen`: a row that moved could not be told from one that was had";
      throw new InvalidArgumentError({ option: "catchUp", value: true, allowed });
    }
    this.#progress = createProgress(this.#from);
  }

  /** Row by row. Leaving the loop early asks for nothing further. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    const progress = this.#begin();
    let left = this.#reading.maxItems;
    for await (const step of this.#steps(progress)) {
      for (const row of step.fresh) {
        const { item } = row;
        this.#reading.signal?.throwIfAborted();
        this.#pass(row, step, progress);
        if (!this.#isWanted(item)) continue;
        yield item;
        if (--left === 0) return;
      }
    }
  }

  /** Page by page: each answer that brought something new, with what was new in it and passes `where`. */
  async *byPage(): AsyncGenerator<W, void> {
    const progress = this.#begin();
    let left = this.#reading.maxItems;
    for await (const step of this.#steps(progress)) {
      const items: T[] = [];
      for (const row of step.fresh) {
        const { item } = row;
        if (left === 0) break;
        this.#pass(row, step, progress);
        if (!this.#isWanted(item)) continue;
        items.push(item);
        left--;
      }
      yield { ...step.window, items };
      if (left === 0) return;
    }
  }

  /** All rows at once, or a rejection: never a part. One that rejects has handed over nothing. */
  async toArray(): Promise<T[]> {
    const before = this.#progress;
    const rows: T[] = [];
    try {
      for await (const { items } of this.byPage()) for (const row of items) rows.push(row);
    } catch (error) {
      this.#progress = before;
      throw this.#withCheckpoint(error, createProgress(this.#from));
    }
    return rows;
  }

  /**
   * Where the listing stands, as small plain JSON. It counts what was handed over: within a loop, the row of this round and
   * all before it. Give it to `from` to go on, in another process too.
   */
  checkpoint(): Checkpoint {
    return this.#checkpointOf(this.#progress);
  }

  /** What shows that the listing is whole, or how far it has come. */
  receipt(): ListingReceipt {
    return this.#receipt.read();
  }

  #isWanted(item: T): boolean {
    const { where, seen } = this.#reading;
    return !seen?.has(this.#source.idOf(item)) && (where === undefined || where(item));
  }

  #begin(): Progress {
    this.#progress = createProgress(this.#from);
    this.#receipt = createReceipt();
    return this.#progress;
  }

  #pass({ item, index, isNext, nextSeen }: FreshRow<T>, { window, offset }: Step<T, W>, progress: Progress): void {
    const { idOf } = this.#source;
    const before = window.items[index - 1];
    const idBefore = before === undefined ? undefined : idOf(before);
    progress.pass({ id: idOf(item), offset: offset + index, before: idBefore, nextSeen, isNext });
  }

  /** What the list brings, answer by answer; ends with the list, and says so to whoever keeps account. */
  async *#steps(progress: Progress): AsyncGenerator<Step<T, W>, void> {
    const receipt = this.#receipt;
    if (this.#from?.done) receipt.completed();
    if (this.#reading.maxItems === 0 || this.#from?.done) return;
    const tell = createProgressTeller(this.#reading.onProgress, receipt);
    const { idOf, versionOf = () => undefined } = this.#source;
    const rested = createRestedRows(idOf, versionOf);
    const came = new Set(this.#reading.seen);
    try {
      for await (const step of this.#walk(receipt)) {
        tell();
        if (this.#reading.catchUp) {
          rested.take(step.window.items);
          for (const { item } of step.fresh) came.add(idOf(item));
        }
        yield step;
      }
      if (this.#reading.catchUp) {
        for await (const step of this.#catchUp(came, rested, receipt)) {
          tell();
          yield step;
        }
      }
      tell(); // the last answer may have brought nothing
      progress.finish();
      receipt.completed();
    } catch (error) {
      throw this.#withCheckpoint(error, progress);
    }
  }

  /** What ends a listing, with where that one stands: another reading of the same list may stand elsewhere. */
  #withCheckpoint(error: unknown, progress: Progress): unknown {
    return isListingError(error) ? new ListingError(error.reason, this.#checkpointOf(progress)) : error;
  }

  #checkpointOf(progress: Progress): Checkpoint {
    return { ...progress.read(), ...this.#source.about };
  }

  #walk(receipt: Receipt): AsyncIterable<Step<T, W>> {
    const { fetchWindow, idOf } = this.#source;
    const { where, pageSize, concurrency, maxItems, seen, catchUp, signal } = this.#reading;
    const isBounded = where === undefined && seen === undefined;
    const options = {
      ...{ fetchWindow, idOf, signal },
      concurrency: catchUp ? 1 : concurrency, // an answer from before a row moved would join by where the row was
      limit: isBounded ? Math.min(pageSize, maxItems) : pageSize,
      wanted: isBounded ? maxItems : Number.POSITIVE_INFINITY,
      from: this.#from?.anchors.length === 0 ? undefined : this.#from,
      mayRestart: seen !== undefined,
      rowsMove: catchUp,
    };
    return walk<T, W>(options, receipt);
  }

  #catchUp(came: Set<string>, rested: Rested<T>, receipt: Receipt): AsyncIterable<Step<T, W>> {
    const { fetchWindow, idOf, versionOf = () => undefined } = this.#source;
    const signal = this.#reading.signal ?? new AbortController().signal;
    const limit = Math.max(2, this.#reading.pageSize);
    return catchUp({ fetchWindow, idOf, versionOf, limit, signal, came, rested, receipt });
  }
}
