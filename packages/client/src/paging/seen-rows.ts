import { ListingError } from "../errors/listing-error.ts";

/** A row and where it stands in its window. */
export interface FreshRow<T> {
  readonly item: T;
  readonly index: number;
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

/** The rows that one pass over a list has seen. */
export interface SeenRows<T> {
  has(id: string): boolean;
  /** Whether a window holds a row that was seen. */
  knows(items: readonly T[]): boolean;
  /** Takes a window, if it joins. One that begins at the head of the list joins anyway. */
  take(items: readonly T[], atHead: boolean): Taken<T>;
}

/**
 * Keeps the ids of the rows that were seen, each with an ordinal: where it stood among them when it was first met. What is
 * yielded depends on the ids alone; the ordinals estimate where to ask next, and tell when the order is not what it was.
 *
 * @param known Ids that were seen before this pass, in the list's order.
 * @param knowsAll Whether `known` holds every row that was had before. If not, a row that stands before a known one may be one
 * of the others, so it is never taken for new.
 */
export function createSeenRows<T>(
  idOf: (item: T) => string,
  known: Iterable<string> = [],
  knowsAll = true,
): SeenRows<T> {
  const ordinals = new Map<string, number>();
  const unsure = new Set<string>(); // rows that came where others were expected: added between them, or after them all
  let furthest = -1;
  for (const id of known) ordinals.set(id, ++furthest);

  return {
    has: (id) => ordinals.has(id),
    knows: (items) => items.some((item) => ordinals.has(readId(item, idOf))),
    take(items, atHead) {
      const ids = items.map((item) => readId(item, idOf));
      const lastSeen = ids.reduce((last, id, index) => (ordinals.has(id) ? index : last), -1);
      if (lastSeen === -1 && !atHead) return NOT_JOINED;
      const firstSeen = ids.findIndex((id) => ordinals.has(id));
      const disordered = isDisordered(ids, (id) => (unsure.has(id) ? undefined : ordinals.get(id)));

      // Rows before a seen one were added there, or have changed places with it; rows after the last one carry the list on. At
      // the head, when other rows are known, a window without any of them holds what was added before them all.
      const carriesOn = lastSeen !== -1 || ordinals.size === 0;
      const expected = (ordinals.get(ids[lastSeen] ?? "") ?? -1) === furthest;
      let before = ordinals.get(ids[firstSeen] ?? "") ?? -1;
      const fresh: FreshRow<T>[] = [];
      for (const [index, item] of items.entries()) {
        const id = ids[index] ?? "";
        const ordinal = ordinals.get(id);
        if (ordinal !== undefined) {
          before = ordinal;
          continue;
        }
        const isNext = carriesOn && index > lastSeen;
        if (!isNext || !expected) unsure.add(id);
        ordinals.set(id, isNext ? ++furthest : before);
        if (knowsAll || index > firstSeen) fresh.push({ item, index });
      }
      const last = ordinals.get(ids.at(-1) ?? "") ?? -1;
      return {
        joins: true,
        fresh,
        goesOn: carriesOn && fresh.some(({ index }) => index > lastSeen),
        behind: ids.length === 0 ? 0 : furthest - last,
        disordered,
      };
    },
  };
}

/** Whether a row that was seen stands behind one that it stood well before. */
function isDisordered(ids: readonly string[], ordinalOf: (id: string) => number | undefined): boolean {
  const tolerance = Math.max(1, Math.floor(ids.length / 4)); // rows that are equal to the service's sort may change places
  let highest = -1;
  return ids.some((id) => {
    const ordinal = ordinalOf(id) ?? highest;
    const drop = highest - ordinal;
    highest = Math.max(highest, ordinal);
    return drop > tolerance;
  });
}

function readId<T>(item: T, idOf: (item: T) => string): string {
  const id: unknown = idOf(item);
  if (typeof id === "string" && id !== "") return id;
  throw new ListingError("a row has no id, so it cannot be told from another");
}
