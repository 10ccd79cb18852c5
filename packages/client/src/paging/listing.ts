import { isListingError, ListingError } from "../errors/listing-error.ts";
import { catchUp } from "./catch-up.ts";
import { type Checkpoint, createProgress, type Progress, readCheckpoint } from "./checkpoint.ts";
import { type ListingSource, type Reading, type ReadingOptions, resolveReading } from "./listing-options.ts";
import { createReceipt, type ListingReceipt, type Receipt } from "./receipt.ts";
import { type Step, walk } from "./walk.ts";
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
  readonly #options: ReadingOptions<T>;
  readonly #reading: Reading<T>;
  readonly #from: Checkpoint | undefined;
  #progress: Progress;
  #receipt: Receipt = createReceipt();

  /** @throws {InvalidArgumentError} when an option cannot work, or the checkpoint is torn or of another list. */
  constructor(source: ListingSource<T, W>, options: ReadingOptions<T> = {}) {
    this.#source = source;
    this.#options = options;
    this.#reading = resolveReading(options);
    this.#from = options.from === undefined ? undefined : readCheckpoint(options.from, source.about ?? {});
    this.#progress = createProgress(this.#from);
  }

  /** Row by row. Leaving the loop early asks for nothing further. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    const progress = this.#begin();
    const { where, maxItems } = this.#reading;
    let left = maxItems;
    for await (const { offset, fresh } of this.#steps(progress)) {
      for (const { item, index } of fresh) {
        this.#options.signal?.throwIfAborted();
        progress.pass(this.#source.idOf(item), offset + index);
        if (where !== undefined && !where(item)) continue;
        yield item;
        if (--left === 0) return;
      }
    }
  }

  /** Page by page: each answer that brought something new, with what was new in it and passes `where`. */
  async *byPage(): AsyncGenerator<W, void> {
    const progress = this.#begin();
    const { where, maxItems } = this.#reading;
    let left = maxItems;
    for await (const { window, offset, fresh } of this.#steps(progress)) {
      const items: T[] = [];
      for (const { item, index } of fresh) {
        if (left === 0) break;
        progress.pass(this.#source.idOf(item), offset + index);
        if (where !== undefined && !where(item)) continue;
        items.push(item);
        left--;
      }
      yield { ...window, items };
      if (left === 0) return;
    }
  }

  /** All rows at once, or a rejection: never a part. One that rejects has handed over nothing. */
  async toArray(): Promise<T[]> {
    const before = this.#progress;
    const rows: T[] = [];
    try {
      for await (const row of this) rows.push(row);
    } catch (error) {
      this.#progress = before;
      throw isListingError(error) ? new ListingError(error.reason, this.checkpoint()) : error;
    }
    return rows;
  }

  /**
   * Where the listing stands, as small plain JSON. It counts what was handed over: within a loop, the row of this round and
   * all before it. Give it to `from` to go on, in another process too.
   */
  checkpoint(): Checkpoint {
    return { ...this.#progress.read(), ...this.#source.about };
  }

  /** What shows that the listing is whole, or how far it has come. */
  receipt(): ListingReceipt {
    return this.#receipt.read();
  }

  #begin(): Progress {
    this.#progress = createProgress(this.#from);
    this.#receipt = createReceipt();
    return this.#progress;
  }

  /** What the list brings, answer by answer; ends with the list, and says so to whoever keeps account. */
  async *#steps(progress: Progress): AsyncGenerator<Step<T, W>, void> {
    const receipt = this.#receipt;
    if (this.#reading.maxItems === 0 || this.#from?.done) return;
    const versions = new Map<string, unknown>();
    try {
      yield* this.#told(this.#walk(receipt), receipt, versions);
      if (this.#reading.catchUp) yield* this.#told(this.#catchUp(versions), receipt, versions);
      progress.finish();
      receipt.completed();
    } catch (error) {
      throw isListingError(error) ? new ListingError(error.reason, this.checkpoint()) : error;
    }
  }

  #walk(receipt: Receipt): AsyncIterable<Step<T, W>> {
    const { fetchWindow, idOf } = this.#source;
    const { where, pageSize, concurrency, maxItems } = this.#reading;
    const { signal, seen } = this.#options;
    const anchors = this.#from?.anchors ?? [];
    const options = {
      ...{ fetchWindow, idOf, concurrency, signal },
      limit: where === undefined ? Math.min(pageSize, maxItems) : pageSize,
      wanted: where === undefined ? maxItems : Number.POSITIVE_INFINITY,
      known: seen === undefined ? anchors : [...seen, ...anchors],
      start: this.#from === undefined || anchors.length === 0 ? undefined : this.#from.offset,
      knowsAll: seen !== undefined || anchors.length === 0,
    };
    return walk<T, W>(options, receipt);
  }

  #catchUp(versions: Map<string, unknown>): AsyncIterable<Step<T, W>> {
    const { fetchWindow, idOf, versionOf = () => undefined } = this.#source;
    const signal = this.#options.signal ?? new AbortController().signal;
    return catchUp({ fetchWindow, idOf, versionOf, limit: Math.max(2, this.#reading.pageSize), signal, versions });
  }

  /** Passes the steps on, and tells whoever wants to know how far the listing has come. */
  async *#told(
    steps: AsyncIterable<Step<T, W>>,
    receipt: Receipt,
    versions: Map<string, unknown>,
  ): AsyncGenerator<Step<T, W>, void> {
    const { idOf, versionOf } = this.#source;
    for await (const step of steps) {
      if (this.#reading.catchUp) for (const { item } of step.fresh) versions.set(idOf(item), versionOf?.(item));
      this.#options.onProgress?.({ loaded: receipt.read().rows, total: step.window.total });
      yield step;
    }
  }
}
