import { ListingError } from "../errors/listing-error.ts";
import { createRowOrder, ordinalOf } from "./row-order.ts";

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
  /**
   * Takes a window, if it joins. One that begins at the head of the list joins anyway. One that may be older than what was seen
   * before is not taken where it carries the list on elsewhere: how its rows stand to those could not be told.
   *
   * @param ids The ids of its rows.
   */
  take(
    items: readonly T[],
    ids: readonly string[],
    at: { readonly head: boolean; readonly mayBeOlder: boolean },
  ): Taken<T> | typeof OUTDATED;
}

/**
 * Keeps the ids of the rows that were seen, each with a place. What is yielded depends on the ids alone; of the places, the
 * groups show whether the order holds, and the ordinals estimate where to ask next.
 *
 * @param anchors Rows that were seen before this pass, in the list's order: the last ones of many. A row that stands before the
 * first of them may be one of those, so it is never taken for new.
 */
export function createSeenRows<T>(anchors: readonly string[] = []): SeenRows<T> {
  const order = createRowOrder();
  const places = new Map<string, number>();
  const metAgain = new Map<string, number>(); // rows that came again or were not expected: the window, and where in it
  let furthestGroup = order.newGroup();
  let furthest = -1;
  for (const id of anchors) places.set(id, furthestGroup + ++furthest);

  return {
    has: (id) => places.has(id),
    take(items, ids, { head, mayBeOlder }) {
      const seen = ids.map((id) => places.get(id));
      const firstSeen = seen.findIndex((place) => place !== undefined);
      const lastSeen = lastIndexOfSeen(seen);
      if (lastSeen === -1 && !head) return NOT_JOINED;
      const disordered =
        (firstSeen < lastSeen && order.isDisordered(seen)) ||
        (metAgain.size > 0 && order.isDisordered(ids.map((id) => metAgain.get(id))));

      // Rows before a seen one were added there, or have changed places with it; rows after the last one carry the list on. At
      // the head, when other rows are known, a window without any of them holds what was added before them all.
      const carriesOn = lastSeen !== -1 || places.size === 0;
      const followsFurthest = lastSeen === -1 || seen[lastSeen] === furthestGroup + furthest;
      if (carriesOn && !followsFurthest && lastSeen < ids.length - 1) {
        if (mayBeOlder) return OUTDATED;
        furthestGroup = order.newGroup(seen[lastSeen]);
      }
      const ofThisWindow = order.newGroup();
      const fresh: FreshRow<T>[] = [];
      let before = 0;
      // Where only the last ones are known, what stands before a known row was perhaps had before: neither new, nor a row to join by.
      for (let index = anchors.length === 0 ? 0 : Math.max(0, firstSeen); index < ids.length; index++) {
        const [id = "", place] = [ids[index], seen[index]];
        const isNext = carriesOn && index > lastSeen;
        const isSeam = index === lastSeen && followsFurthest; // as it should be, window after window
        if (!isSeam && (!isNext || !followsFurthest)) metAgain.set(id, ofThisWindow + index);
        if (place !== undefined) {
          before = Math.max(before, ordinalOf(place));
          continue;
        }
        const { size } = places;
        places.set(id, isNext ? furthestGroup + furthest + 1 : ofThisWindow + before);
        if (isNext) furthest++;
        if (places.size === size) continue; // the window holds this row twice
        const nextSeen = isNext ? undefined : ids.find((_, at) => at > index && seen[at] !== undefined);
        fresh.push({ item: items[index] as T, index, isNext, nextSeen });
      }
      const last = ordinalOf(places.get(ids.at(-1) ?? "") ?? 0);
      return {
        joins: true,
        fresh,
        goesOn: fresh.at(-1)?.isNext ?? false,
        behind: ids.length === 0 ? 0 : furthest - last,
        disordered,
      };
    },
  };
}

/** @throws {ListingError} for a row that cannot be told from others. */
export function readIds<T>(items: readonly T[], idOf: (item: T) => string): string[] {
  return items.map((item) => {
    const id: unknown = idOf(item);
    if (typeof id === "string" && id !== "") return id;
    throw new ListingError("a row has no id, so it cannot be told from another");
  });
}

function lastIndexOfSeen(seen: readonly (number | undefined)[]): number {
  let last = seen.length - 1;
  while (last >= 0 && seen[last] === undefined) last--;
  return last;
}
