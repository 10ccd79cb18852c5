import { ListingError } from "../errors/listing-error.ts";

/** A row and where it stands in its window. */
export interface FreshRow<T> {
  readonly item: T;
  readonly index: number;
  /** Whether it carries the list on behind the last row that was seen. */
  readonly isNext: boolean;
  /** The id of the first row behind it in its window that was seen before. */
  readonly nextSeen: string | undefined;
}

/** What a window has brought. */
interface Taken<T> {
  /** Whether the window joins what was seen before. One that does not brings nothing. */
  readonly joins: boolean;
  /** The rows that were not seen before, in the list's order. */
  readonly fresh: readonly FreshRow<T>[];
  /** Whether some of them carry the list on behind a row that was seen. */
  readonly goesOn: boolean;
  /** How many rows the furthest row seen stands behind the window's last row, as far as their order at first sight tells. */
  readonly behind: number;
  /** Whether rows stand otherwise to each other than they did, by more than equals that change places. */
  readonly disordered: boolean;
}

const NOT_JOINED: Taken<never> = { joins: false, fresh: [], goesOn: false, behind: 0, disordered: false };
const OUTDATED = "outdated";

/** The rows that one pass over a list has seen. */
export interface SeenRows<T> {
  has(id: string): boolean;
  /** Whether a window holds a row that was seen. */
  knows(items: readonly T[]): boolean;
  /**
   * Takes a window, if it joins. One that begins at the head of the list joins anyway. One that may be older than what was seen
   * before is not taken where it carries the list on elsewhere: how its rows stand to those could not be told.
   */
  take(items: readonly T[], at: { readonly head: boolean; readonly mayBeOlder: boolean }): Taken<T> | typeof OUTDATED;
}

/** No list has so many rows; above that, a place names its group. */
const GROUP = 2 ** 26;

/** The ids of rows that were had before a pass. */
export interface KnownRows {
  /** In whatever order. */
  readonly seen: Iterable<string>;
  /** In the list's order, the last one that was had at the end. */
  readonly anchors: readonly string[];
}

/**
 * Keeps the ids of the rows that were seen, each with a place: a group and an ordinal. What is yielded depends on the ids alone;
 * the ordinals estimate where to ask next. Rows of one group were each seen behind those before them: if they come otherwise,
 * the order of the list has changed. Nobody has seen how a row stands to those of other groups.
 *
 * @param known Rows that were seen before this pass.
 * @param knowsAll Whether `known` holds every row that was had before. If not, a row that stands before a known one may be one
 * of the others, so it is never taken for new.
 */
export function createSeenRows<T>(
  idOf: (item: T) => string,
  known: KnownRows = { seen: [], anchors: [] },
  knowsAll = true,
): SeenRows<T> {
  const places = new Map<string, number>();
  const metAgain = new Map<string, number>(); // rows that came again or were not expected: the window, and where in it
  let furthest = -1;
  let furthestGroup = 0;
  let groups = 1;
  for (const id of known.seen) places.set(id, groups++ * GROUP + ++furthest); // nobody has seen how they stand to each other
  for (const id of known.anchors) places.set(id, ++furthest);

  return {
    has: (id) => places.has(id),
    knows: (items) => items.some((item) => places.has(readId(item, idOf))),
    take(items, { head, mayBeOlder }) {
      const ids = items.map((item) => readId(item, idOf));
      const seen = ids.map((id) => places.get(id));
      const lastSeen = seen.reduce<number>((last, place, index) => (place === undefined ? last : index), -1);
      if (lastSeen === -1 && !head) return NOT_JOINED;
      const firstSeen = seen.findIndex((place) => place !== undefined);
      const disordered = isDisordered(seen) || (metAgain.size > 0 && isDisordered(ids.map((id) => metAgain.get(id))));

      // Rows before a seen one were added there, or have changed places with it; rows after the last one carry the list on. At
      // the head, when other rows are known, a window without any of them holds what was added before them all.
      const carriesOn = lastSeen !== -1 || places.size === 0;
      const followsFurthest = lastSeen === -1 || seen[lastSeen] === furthestGroup * GROUP + furthest;
      if (carriesOn && !followsFurthest && lastSeen < ids.length - 1) {
        if (mayBeOlder) return OUTDATED;
        furthestGroup = groups++;
      }
      const ofThisWindow = groups++ * GROUP;
      let before = -1;
      const fresh: FreshRow<T>[] = [];
      for (const [index, item] of items.entries()) {
        const id = ids[index] ?? "";
        if (!knowsAll && index < firstSeen) continue; // perhaps had before: neither new, nor a row to join by
        const isNext = carriesOn && index > lastSeen;
        if (!isNext || !followsFurthest) metAgain.set(id, ofThisWindow + index);
        const place = seen[index] ?? places.get(id); // a window that holds a row twice
        if (place !== undefined) before = Math.max(before, place % GROUP);
        else {
          if (isNext) places.set(id, furthestGroup * GROUP + ++furthest);
          else places.set(id, ofThisWindow + Math.max(0, before));
          const nextSeen = isNext ? undefined : ids.find((_, at) => at > index && seen[at] !== undefined);
          fresh.push({ item, index, isNext, nextSeen });
        }
      }
      const last = (places.get(ids.at(-1) ?? "") ?? 0) % GROUP;
      return {
        joins: true,
        fresh,
        goesOn: fresh.some(({ isNext }) => isNext),
        behind: ids.length === 0 ? 0 : furthest - last,
        disordered,
      };
    },
  };
}

/** Whether a row stands behind one of its group that it stood well before. */
function isDisordered(places: readonly (number | undefined)[]): boolean {
  const tolerance = Math.max(1, Math.floor(places.length / 4)); // rows that are equal to the service's sort may change places
  const highest = new Map<number, number>();
  return places.some((place) => {
    if (place === undefined) return false;
    const group = Math.floor(place / GROUP);
    const before = highest.get(group) ?? place;
    highest.set(group, Math.max(before, place));
    return before - place > tolerance;
  });
}

function readId<T>(item: T, idOf: (item: T) => string): string {
  const id: unknown = idOf(item);
  if (typeof id === "string" && id !== "") return id;
  throw new ListingError("a row has no id, so it cannot be told from another");
}
