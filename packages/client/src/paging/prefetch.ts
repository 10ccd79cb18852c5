import { abortReason, throwIfAborted } from "../errors.ts";
import type { FetchWindow } from "./options.ts";
import { pauseAfter, type Sleep } from "./pause.ts";
import type { Receipt } from "./receipt.ts";

/** A window that has arrived. */
export interface Fetched<W> {
  readonly offset: number;
  readonly window: W;
  /** Whether it was taken before, and kept. */
  readonly isKept: boolean;
}

interface Requested<W> {
  readonly offset: number;
  readonly isKept: boolean;
  readonly response: Promise<W>;
}

export interface PrefetchOptions<W> {
  readonly fetchWindow: FetchWindow<W>;
  readonly limit: number;
  readonly sleep: Sleep;
  readonly isTransient: (error: unknown) => boolean;
  /** Ends all waiting at once. */
  readonly signal: AbortSignal;
}

/** The most repeats that a listing can save up. */
const MAX_REPEATS = 10;

/**
 * The windows in flight, in the order in which they are to be taken. Those that a slow consumer does not take stay here, so no
 * more of them are held in memory than may be in flight.
 *
 * A window whose request failed is requested again if the error is transient. Each window that extends the list pays for one
 * such repeat, so that a long listing ends for lack of progress, never for lack of luck, and one that has read nothing fails fast.
 */
export class Prefetch<W> {
  readonly #options: PrefetchOptions<W>;
  readonly #receipt: Receipt;
  #queue: Requested<W>[] = [];
  #repeats = 0;
  #inFlight = 0;
  #stop: (reason: unknown) => void = () => undefined;

  constructor(options: PrefetchOptions<W>, receipt: Receipt) {
    this.#options = options;
    this.#receipt = receipt;
    options.signal.addEventListener("abort", () => this.#stop(abortReason(options.signal)), { once: true });
  }

  get size(): number {
    return this.#queue.length;
  }

  /** Where the next window to take starts, and where the last one does. */
  get firstOffset(): number | undefined {
    return this.#queue[0]?.offset;
  }
  get lastOffset(): number | undefined {
    return this.#queue.at(-1)?.offset;
  }

  requestFirst(offset: number): void {
    this.#queue.unshift(this.#request(offset));
  }

  requestLast(offset: number): void {
    this.#queue.push(this.#request(offset));
  }

  /** Resolves to the next window. */
  async take(): Promise<Fetched<W>> {
    for (let failures = 1; ; failures++) {
      const next = this.#queue.shift();
      if (next === undefined) throw new TypeError("No window was requested");
      const { offset, isKept, response } = next;
      try {
        return { offset, isKept, window: await this.#unlessStopped(response) };
      } catch (error) {
        if (this.#options.signal.aborted || this.#repeats < 1 || !this.#options.isTransient(error)) throw error;
        this.#repeats--;
        await this.pause(pauseAfter(failures));
        this.requestFirst(offset);
      }
    }
  }

  /** Puts a window back, to be taken again. */
  keep({ offset, window }: Fetched<W>): void {
    this.#queue.unshift({ offset, isKept: true, response: Promise.resolve(window) });
  }

  /** Drops what is queued. */
  clear(): void {
    this.#queue = [];
  }

  /** A window has extended the list. */
  earnRepeat(): void {
    this.#repeats = Math.min(MAX_REPEATS, this.#repeats + 1);
  }

  pause(ms: number): Promise<unknown> {
    return this.#unlessStopped(this.#options.sleep(ms, this.#options.signal));
  }

  #request(offset: number): Requested<W> {
    const { fetchWindow, limit, signal } = this.#options;
    this.#receipt.requests++;
    this.#receipt.maxInFlight = Math.max(this.#receipt.maxInFlight, ++this.#inFlight);
    const response = new Promise<W>((resolve) => {
      throwIfAborted(signal); // nothing starts after an abort
      resolve(fetchWindow(offset, limit, signal));
    });
    // A rejection is handled when the window is taken; nobody takes it once the walk has ended.
    const settled = () => void this.#inFlight--;
    response.then(settled, settled);
    return { offset, isKept: false, response };
  }

  /** No race with a promise that lives as long as the walk: that one would keep every window that was ever awaited. */
  #unlessStopped<V>(work: Promise<V>): Promise<V> {
    return new Promise((resolve, reject) => {
      throwIfAborted(this.#options.signal);
      this.#stop = reject;
      work.then(resolve, reject);
    });
  }
}
