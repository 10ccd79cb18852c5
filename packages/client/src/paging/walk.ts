import { ListingError } from "../errors.ts";
import { EndProof, ONE_ROW } from "./end-proof.ts";
import { KnownRows, ORDER_CHANGED, type Overlap, readIds } from "./known-rows.ts";
import { type Gap, locateBefore, type Search, searchAround } from "./locate.ts";
import type { Source, Window } from "./options.ts";
import { type Fetched, Prefetch } from "./prefetch.ts";
import type { Receipt } from "./receipt.ts";

export interface WalkOptions {
  readonly limit: number;
  readonly concurrency: number;
  /** How many rows are wanted at most: nothing beyond them is requested ahead. */
  readonly wanted: number;
  /** Where to continue, instead of at the head: the last rows read, in the list's order, and where the last of them stood. */
  readonly from: { readonly anchors: readonly string[]; readonly offset: number } | undefined;
  /** Whether rows of this list were read before. */
  readonly isContinued: boolean;
  readonly acceptTotal: boolean;
  /** Whether rows are expected to move, so that a changed order is not an error. */
  readonly rowsMove: boolean;
  readonly signal: AbortSignal;
}

/** The new rows of one window. */
export interface Step<T, W> {
  readonly window: W;
  readonly items: readonly T[];
  readonly ids: readonly string[];
  /** Where the first of them stands. */
  readonly offset: number;
  /** Whether they follow what was read so far, rather than stand at the head of the list before it. */
  readonly follows: boolean;
}

/** Responses that a walk may spend at the start, how many a window of new rows adds, and how many in a row may extend nothing. */
const ALLOWANCE = 256;
const EARNED = 8;
const MAX_FRUITLESS = 64;
/** So many responses with the same rows at different offsets put the offset to the test: the head of the list is requested. */
const SAME_ROWS = 3;

/**
 * Walks a list by windows that overlap, while it changes. Of a window that holds a known row, or starts at the head of the list,
 * the rows behind the last known one are new. Any other window is not used: the walk looks for the furthest known row, and goes
 * on from there. decisions/0015 says why each row that stays in the list is yielded exactly once.
 */
export class Walk<T, W extends Window<T>> {
  readonly #source: Source<T, W>;
  readonly #options: WalkOptions;
  readonly #receipt: Receipt;
  readonly #known: KnownRows;
  readonly #end: EndProof;
  readonly #requests: Prefetch<W>;
  /** Where the row behind the furthest known one is expected, and how many known rows a window is to start with. */
  #next: number;
  #overlap = 1;
  /** How many windows may be in flight. */
  #width = 1;
  #total: number | undefined;
  #gap: Gap | undefined;
  #search: Search | undefined;
  /** Whether the list ends, response after response, with rows that are not known: they count from then on. */
  #isEndUnknown = false;
  #credit = ALLOWANCE;
  #fruitless = 0;
  #longestFruitless = 0;
  #same = 0;
  #previous: { readonly offset: number; readonly ids: readonly string[] } = { offset: 0, ids: [] };

  constructor(source: Source<T, W>, options: WalkOptions, receipt: Receipt) {
    const { from, limit, acceptTotal, rowsMove } = options;
    this.#source = source;
    this.#options = options;
    this.#receipt = receipt;
    this.#known = new KnownRows(from?.anchors, rowsMove);
    this.#end = new EndProof(options.isContinued ? 0 : limit, acceptTotal);
    this.#requests = new Prefetch<W>({ ...source, ...options }, receipt);
    this.#next = from === undefined ? 0 : from.offset + 1;
    this.#search = from && searchAround(from.offset, limit);
  }

  /** @throws {ListingError} if the list cannot be read whole. */
  async *steps(): AsyncGenerator<Step<T, W>, "whole" | "place lost"> {
    for (;;) {
      this.#request();
      const fetched = await this.#requests.take();
      const { offset, window } = fetched;
      const ids = readIds(window.items, this.#source.idOf);
      const total = countOf(window.total);
      const isSure = total === offset + ids.length || this.#gap?.isClosed === true || this.#isEndUnknown;
      const overlap = this.#known.take(ids, offset === 0, isSure);
      if (!fetched.isKept) this.#receipt.addWindow(window.total);
      if (overlap !== undefined) {
        this.#receipt.addRows(ids.length, overlap.added.length);
        if (overlap.added.length > 0) yield stepOf(fetched, ids, overlap);
      }

      const end =
        overlap === undefined ? this.#missed(fetched, ids, total) : this.#overlapped(offset, ids, total, overlap);
      if (end !== undefined) return end;
      this.#checkProgress(offset, ids, overlap?.added.length ?? 0);
      if (this.#end.pause > 0) await this.#requests.pause(this.#end.pause);
    }
  }

  /** Requests the window that is to be taken next, unless it is in flight, and further ones as far as the list seems to go. */
  #request(): void {
    const requests = this.#requests;
    const { longest, probe } = this.#end;
    const target = this.#search?.offset ?? this.#gap?.offset;
    // A window that starts behind the furthest known row would not overlap.
    if (target !== undefined) requests.requestFirst(target);
    else if (requests.firstOffset === undefined || requests.firstOffset >= Math.max(1, this.#next))
      requests.requestFirst(Math.max(0, this.#next - (probe ?? this.#overlap)));
    if (target !== undefined || probe !== undefined || this.#total === undefined || longest === 0) return;
    while (requests.size < this.#width) {
      const last = requests.lastOffset ?? 0;
      if (last + longest > Math.min(this.#total, this.#options.wanted - 1)) return;
      requests.requestLast(last + Math.max(1, longest - this.#overlap));
    }
  }

  #overlapped(
    offset: number,
    ids: readonly string[],
    total: number | undefined,
    overlap: Overlap,
  ): "whole" | undefined {
    const { added, behind, start } = overlap;
    const verdict = this.#end.judge({ offset, ids, total, extends: added.length > 0, behind });
    this.#search = undefined;
    this.#total = total;
    this.#isEndUnknown = verdict === "end" && added.length === 0 && start < ids.length;
    if (verdict === "end" && !this.#isEndUnknown) return this.#whole();
    this.#next = offset + ids.length + (verdict === "doubt" ? 0 : behind);
    if (added.length > 0) {
      const { concurrency } = this.#options;
      this.#width = this.#receipt.windows === 1 ? concurrency : Math.min(concurrency, this.#width * 2);
      if (this.#width === concurrency) this.#overlap = Math.max(1, this.#overlap - 1);
      this.#requests.earnRepeat();
    } else if (verdict === "doubt") {
      this.#width = 1;
      this.#requests.clear();
    }
    if (verdict === "doubt" || behind === 0) this.#gap = undefined;
    this.#gap?.narrowed(offset, this.#next - this.#overlap, start < ids.length);
    return undefined;
  }

  #missed(fetched: Fetched<W>, ids: readonly string[], total: number | undefined): "whole" | "place lost" | undefined {
    const { offset, isKept } = fetched;
    const { length } = ids;
    const { windows } = this.#receipt;
    if (isKept) return undefined; // even with the gap closed it does not overlap
    if (length === 0 && this.#end.judgeEmpty(offset, total) === "end") return this.#whole();
    if (length > 0) this.#end.contradict(length);
    // The same request again might be answered by a cache: ask further on, and at the head, in turn.
    if (length === 0 && this.#known.size === 0) this.#next = windows % 2 === 0 ? 0 : (windows + 3) / 2;
    else if (length === 0 && total !== undefined && total > offset)
      this.#overlap = 1 + (this.#overlap % Math.max(1, this.#end.longest - 1));
    else if (this.#search !== undefined) {
      this.#search.missed(offset, length, total);
      if (this.#search.offset === undefined) return "place lost";
    } else if (length === 0 && total !== undefined)
      this.#next = total; // rows have left, and there is nothing to look for
    else if (this.#end.probe !== 0) this.#openGap(fetched, length);
    return undefined;
  }

  /** Rows before this window have left the list, or it has shrunk to less. */
  #openGap(fetched: Fetched<W>, length: number): void {
    const { offset } = fetched;
    const pageLength = Math.max(2, this.#end.longest);
    if (this.#gap === undefined) {
      this.#receipt.gapsRepaired++;
      this.#gap = locateBefore(
        offset,
        pageLength,
        this.#options.from === undefined ? Number.POSITIVE_INFINITY : this.#known.size + pageLength,
      );
    } else this.#gap.missed(offset);
    if (this.#gap.offset === undefined) {
      this.#gap = undefined;
      this.#search = searchAround(offset, this.#options.limit);
    }
    this.#width = 1;
    this.#overlap = Math.max(1, Math.min(2 * this.#overlap, Math.floor(pageLength / 2)));
    // It may overlap once the gap is closed. If rows move, the row by which it does may have moved meanwhile.
    if (length > 0 && !this.#options.rowsMove) this.#requests.keep(fetched);
  }

  #whole(): "whole" {
    if (this.#options.from === undefined && this.#known.isScattered) throw new ListingError(ORDER_CHANGED);
    return "whole";
  }

  /** @throws {ListingError} if the walk makes no progress. */
  #checkProgress(offset: number, ids: readonly string[], added: number): void {
    const before = this.#previous;
    this.#previous = { offset, ids };
    const cost = this.#search === undefined ? 1 : 1 / 16; // it may have far to look
    this.#credit += (EARNED * added) / Math.max(1, this.#end.longest - 1) - cost;
    this.#fruitless = added > 0 || this.#search !== undefined ? 0 : this.#fruitless + 1;
    this.#longestFruitless = this.#fruitless === 0 ? 0 : Math.max(this.#longestFruitless, ids.length);
    this.#same = added === 0 && before.offset !== offset && isSame(before.ids, ids) ? this.#same + 1 : 0;
    if (this.#same > SAME_ROWS && offset === 0)
      throw new ListingError(`the service ignores the offset: it returned the same rows at ${before.offset} as at 0`);
    if (this.#same >= SAME_ROWS) this.#next = 0;
    if (this.#credit > 0 && this.#fruitless < MAX_FRUITLESS) return;
    throw new ListingError(this.#longestFruitless === 1 ? ONE_ROW : NO_PROGRESS);
  }
}

const NO_PROGRESS =
  "no progress: repeated responses added no rows, and none showed the end of the list. Rows may be added or moved faster than they are read";

function stepOf<T, W extends Window<T>>(fetched: Fetched<W>, ids: readonly string[], overlap: Overlap): Step<T, W> {
  const { start, added } = overlap;
  const { window } = fetched;
  const [items, rest] = [window.items.slice(start), ids.slice(start)];
  const hasRepeats = added.length < items.length;
  return {
    window,
    items: hasRepeats
      ? items.filter((_, index) => rest.indexOf(rest[index] ?? "") === index && added.includes(rest[index] ?? ""))
      : items,
    ids: added,
    offset: fetched.offset + start,
    follows: overlap.follows,
  };
}

/** Whether two responses hold the same rows, and some. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.length === other.length && one.every((id, index) => id === other[index]);
}

/** What a service says of the length, if that is a length at all. */
function countOf(total: unknown): number | undefined {
  return typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? total : undefined;
}
