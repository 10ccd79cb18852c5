import { ListingError } from "../errors.ts";
import { pauseAfter } from "./pause.ts";

/** A window that overlaps the known rows, as far as the end of the list is concerned. */
interface Answer {
  readonly offset: number;
  readonly ids: readonly string[];
  /** The usable `total` that came with it. */
  readonly total: number | undefined;
  /** Whether it extends the list. */
  readonly extends: boolean;
  /** How many known rows should stand behind its last one. */
  readonly behind: number;
}

/** `doubt`: it may be the end. Ask again after `pause` milliseconds, with `probe` known rows. */
export type Verdict = "open" | "doubt" | "end";

/** Responses in a row that have to show the end if no `total` does; more if a service that returns few rows at a time has cut one. */
const REPEATS = 5;
const REPEATS_OF_FEW = 16;
const FEW_ROWS = 5;
/** Responses in a row that may show fewer rows than their own `total` names. */
const REPEATS_AGAINST_TOTAL = 8;
/** The most known rows that a response is asked for again. */
const MAX_PROBE = 8;

/**
 * Proves that a list has ended. A response may be short because the list ends, because the service returns fewer rows than it is
 * asked for, or because something is wrong for a moment. It shows the end if it ends exactly where its own `total` puts the end.
 * Without a usable `total` it takes several that add nothing and have the same last row, each with another number of known rows
 * before it: a service that merely returned so many rows at a time would return more of them, or fewer, in one of these.
 */
export class EndProof {
  /** The rows of the longest response so far. */
  longest = 0;
  /** How many known rows to ask for next; undefined while the end is not in doubt. */
  probe: number | undefined;
  /** Milliseconds to wait before. */
  pause = 0;
  readonly #acceptTotal: boolean;
  #full: number;
  #lastRow: string | undefined;
  /** The lengths of the responses in a row that added nothing and ended with `lastRow`. */
  #lengths: number[] = [];
  #most = MAX_PROBE;
  #empty = 0;
  #wasWrong = false;

  /** @param limit The rows that are asked for; 0 to continue another listing, of which it is not known how many rows the service returns. */
  constructor(limit: number, acceptTotal: boolean) {
    this.#full = limit;
    this.#acceptTotal = acceptTotal;
    if (limit === 0) this.longest = 1; // it has read rows before
  }

  /** @throws {ListingError} if `total` keeps naming more rows than there are to be read. */
  judge({ offset, ids, total: named, extends: isExtension, behind }: Answer): Verdict {
    const { length } = ids;
    const end = offset + length;
    const total = this.#acceptTotal ? named : undefined;
    const isShort = length < this.#full;
    this.longest = Math.max(this.longest, length);
    this.#full = Math.max(2, this.longest);
    this.#empty = 0;
    if (isExtension && this.#shown > 0) this.#wasWrong = true;

    if (isShort && total === end && !(isExtension && this.#wasWrong)) return "end";
    if (isExtension || ids.at(-1) !== this.#lastRow) this.#reset();
    if (isExtension) this.#most = MAX_PROBE;
    else if (behind > 0) this.#most = Math.max(2, length); // the service does not return more rows at a time any longer
    if (isExtension || (!isShort && this.#lengths.length === 0)) return "open";
    this.#lastRow = ids.at(-1);
    return this.#add(length, end, total);
  }

  /** Judges an empty response, which overlaps nothing. It shows something if no row was ever read, and behind an only row. */
  judgeEmpty(offset: number, named: number | undefined): Verdict {
    const total = this.#acceptTotal ? named : undefined;
    if (this.probe === 0) return this.#add(0, offset, total);
    const isUntouched = this.longest === 0; // no response has held a row, and none was read before
    if (isUntouched && total === 0 && offset === 0) return "end";
    this.#empty++;
    this.pause = pauseAfter(this.#empty);
    if (this.#empty < (isUntouched && total === undefined ? REPEATS : REPEATS_AGAINST_TOTAL)) return "open";
    if ((isUntouched && total === undefined) || (offset === 0 && total === 0)) return "end";
    throw total !== undefined && total > offset ? contradiction(total, offset) : new ListingError(NO_ROWS);
  }

  /** A window that overlaps nothing shows how many rows the service returns, and behind the supposed end that it is none. */
  contradict(length: number): void {
    this.longest = Math.max(this.longest, length);
    if (this.probe === 0) this.#reset();
  }

  /** How many responses were shorter than another one, so that the service would have returned more rows if there were any. */
  get #shown(): number {
    const longest = Math.max(...this.#lengths);
    return this.#lengths.filter((length) => length < longest).length;
  }

  #reset(): void {
    this.pause = 0;
    this.probe = undefined;
    this.#lengths = [];
  }

  #add(length: number, end: number, total: number | undefined): Verdict {
    const asked = this.#lengths.push(length);
    const isAgainstTotal = total !== undefined && total > end;
    const repeats = isAgainstTotal
      ? REPEATS_AGAINST_TOTAL
      : this.#wasWrong && this.longest < FEW_ROWS
        ? REPEATS_OF_FEW
        : REPEATS;
    if (this.#shown >= repeats) {
      if (isAgainstTotal) throw contradiction(total, end);
      return "end";
    }
    if (asked >= (isAgainstTotal ? repeats : 2 * repeats) && Math.max(...this.#lengths) <= 1)
      throw new ListingError(ONE_ROW);
    // Another number of known rows each time: by the same request a cache would give the same response.
    const most = Math.min(this.#most, this.longest);
    this.probe = this.longest === 1 ? (asked + 1) % 2 : 1 + (asked % most);
    this.pause = pauseAfter(asked);
    return "doubt";
  }
}

export const ONE_ROW = "the service returns one row at a time, and such windows cannot overlap";
const NO_ROWS = "the service keeps returning no rows at all, after it has returned some";

function contradiction(total: number, end: number): ListingError {
  return new ListingError(
    `the service says that the list has ${total} rows, but shows none behind row ${end}. If its \`total\` is known to be wrong, pass acceptTotal: false`,
  );
}
