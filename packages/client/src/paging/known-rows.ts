import { ListingError } from "../errors.ts";

/** What a window that overlaps the known rows has added to them. */
export interface Overlap {
  /** The ids of its new rows: those that were not known and stand behind every row that was. */
  readonly added: readonly string[];
  /** The index of the first of them. */
  readonly start: number;
  /** How many known rows stand behind its last row, as far as is known. */
  readonly behind: number;
  /** Whether the new rows follow what was read so far, rather than stand at the head of the list before it. */
  readonly follows: boolean;
}

/** From so many rows on, a new start at the head counts as the list: what was read before has left, or it would have been met. */
const NEW_START = 200;
/** New starts at the head before rows count as added faster than they are read. */
const MAX_STARTS = 64;
/** Above both shares, of the windows and of the rows that were not known, rows that turn up before known ones cannot all have been added. */
const MAX_STRAY_WINDOWS = 1 / 3;
const MAX_STRAYS = 1 / 4;
/** The place of a known row that has left, or stands somewhere else than it was expected. */
const NOWHERE = -1;

export const ORDER_CHANGED = "the order of the list changed while it was read";
const TOO_FAST = "rows leave the list, or are added at its head, faster than they are read";

/**
 * The rows of a list that have been read: their ids, and in which order they stand.
 *
 * @param anchors The last rows that another listing has read, in the list's order.
 * @param rowsMove Whether known rows may change their order.
 */
export class KnownRows {
  readonly #places = new Map<string, number>();
  readonly #rowsMove: boolean;
  readonly #isResumed: boolean;
  readonly #order: string[];
  readonly #strays = new Set<string>();
  /** What was known before a new start at the head, and what was found behind it since: these rows stand somewhere ahead, or have left. */
  #ahead = new Set<string>();
  #starts = 0;
  #windows = 0;
  #strayWindows = 0;
  #extended = 0;

  constructor(anchors: readonly string[] = [], rowsMove = false) {
    this.#rowsMove = rowsMove;
    this.#isResumed = anchors.length > 0;
    this.#order = [...anchors];
    for (const [place, id] of anchors.entries()) this.#places.set(id, place);
  }

  get size(): number {
    return this.#places.size;
  }

  /** Whether so many rows have turned up before known ones that additions do not explain it. */
  get isScattered(): boolean {
    const { size } = this.#strays;
    const isOften = this.#strayWindows >= MAX_STRAY_WINDOWS * this.#windows;
    return !this.#rowsMove && size > 0 && isOften && size >= MAX_STRAYS * (size + this.#extended);
  }

  /**
   * Takes the ids of a window, if it holds a known row or stands at the head of the list; undefined otherwise.
   *
   * @param isSure Whether what stands behind its last known row extends the list for certain. Otherwise rows behind a known row
   * that is not the furthest count only if there are at least as many as known rows that are missing: else it is more likely that
   * they were added there than that all of those have left.
   * @throws {ListingError} if known rows have changed their order.
   */
  take(ids: readonly string[], isHead: boolean, isSure: boolean): Overlap | undefined {
    let lastKnown = ids.length - 1;
    while (lastKnown >= 0 && !this.#places.has(ids[lastKnown] ?? "")) lastKnown--;
    const start = lastKnown + 1;
    if (ids.length === 0 || (start === 0 && (!isHead || this.#isResumed))) return undefined;
    if (start === 0 && this.size > 0) this.#startAtHead();

    const lastPlaced = this.#checkOrder(ids, lastKnown, isHead);
    const place = lastPlaced === -1 ? -1 : this.#placeOf(ids[lastPlaced]);
    const isAhead = this.#ahead.has(ids[lastKnown] ?? "");
    if (isAhead && lastPlaced === -1)
      return { added: this.#addAhead(ids.slice(start)), start, behind: 0, follows: true };
    const missing = this.#order.length - 1 - place;
    const isInPlace = lastPlaced === lastKnown && lastKnown >= 0;
    if (isInPlace && (start === ids.length || (missing >= ids.length - start && !isSure)))
      return { added: [], start, behind: missing, follows: true };
    for (const id of this.#order.splice(place + 1)) this.#places.set(id, NOWHERE);
    // Unknown rows before known ones have been added there.
    for (const id of ids.slice(lastPlaced + 1, start))
      if (this.#places.get(id) === NOWHERE) this.#places.set(id, this.#order.push(id) - 1);
    const { length } = this.#order;
    for (const id of start === 0 ? ids : ids.slice(start)) {
      const { size } = this.#places;
      this.#places.set(id, this.#order.length);
      if (this.#places.size > size) this.#order.push(id);
      else this.#places.set(id, this.#order.lastIndexOf(id)); // it stands twice in this window
    }
    const added = this.#order.slice(length);
    if (isAhead) this.#meet(ids[lastKnown] ?? "");
    if (!isHead) this.#extended += added.length;
    return {
      added,
      start,
      behind: isAhead ? this.#order.length - 1 - this.#placeOf(ids.at(-1)) : 0,
      follows: this.#ahead.size === 0 || this.#order.length > NEW_START,
    };
  }

  #placeOf(id: string | undefined): number {
    return this.#places.get(id ?? "") ?? NOWHERE;
  }

  /** A window at the head holds no known row: they have all left, or stand behind what was added. */
  #startAtHead(): void {
    if (++this.#starts > MAX_STARTS) throw new ListingError(TOO_FAST);
    if (this.#ahead.size === 0) this.#ahead = new Set(this.#order);
  }

  /** All that was added at the head is read, up to a row that was known before: what was known behind that one follows. */
  #meet(row: string): void {
    const ahead = [...this.#ahead];
    for (const id of ahead.slice(ahead.indexOf(row) + 1))
      if (this.#placeOf(id) === NOWHERE) this.#places.set(id, this.#order.push(id) - 1);
    this.#ahead.clear();
  }

  #addAhead(ids: readonly string[]): string[] {
    const added = [...new Set(ids)];
    for (const id of added) this.#places.set(id, NOWHERE);
    for (const id of added) this.#ahead.add(id);
    return added;
  }

  /**
   * Rows that are equal to the service's sort may swap places with their neighbours; any other change is an error.
   *
   * @returns The index of the last row whose place is known, or -1.
   */
  #checkOrder(ids: readonly string[], lastKnown: number, isHead: boolean): number {
    const tolerance = Math.max(1, Math.floor(ids.length / 4));
    const strays = this.#strays.size;
    let highest = NOWHERE;
    let lastPlaced = -1;
    let unknown: string[] = [];
    for (let index = 0; index <= lastKnown; index++) {
      const id = ids[index] ?? "";
      const place = this.#places.get(id);
      if (place === undefined) unknown.push(id);
      if (place === undefined) continue;
      // Before the first row of all they were added at the head, as new rows usually are.
      if (place !== 0 && !isHead) for (const stray of unknown) this.#strays.add(stray);
      unknown = [];
      if (place === NOWHERE) continue;
      if (highest - place > tolerance && !this.#rowsMove) throw new ListingError(ORDER_CHANGED);
      if (place >= highest) lastPlaced = index;
      highest = Math.max(highest, place);
    }
    this.#windows++;
    if (this.#strays.size > strays) this.#strayWindows++;
    return lastPlaced;
  }
}

/** @throws {ListingError} for a row without an id. */
export function readIds<T>(items: readonly T[], idOf: (item: T) => string): string[] {
  return items.map((item) => {
    const id: unknown = idOf(item);
    // Reading a character also flattens an id that was concatenated, which takes half as much memory from then on.
    if (typeof id === "string" && id.charCodeAt(0) >= 0) return id;
    throw new ListingError("a row has no id, so it cannot be told apart from others");
  });
}
