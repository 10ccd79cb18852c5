/** No list has so many rows; above that, a place names its group. */
const GROUP = 2 ** 26;
/** How far a group is followed to the rows that it stands behind. */
const GENERATIONS = 8;

/**
 * How rows stand to each other, as far as it was seen. A place is a group and an ordinal. Rows of one group were each seen behind
 * those before them, and a group may stand behind a row of another: where rows come otherwise, the order of the list has changed.
 * Nobody has seen how a row stands to all the rest.
 */
export interface RowOrder {
  /** The first place of a new group, whose rows stand behind the one at `behind`, if that is known. */
  newGroup(behind?: number): number;
  /** Whether some rows of a window stand otherwise to each other than they did, by more than equals that change places. */
  isDisordered(places: readonly (number | undefined)[]): boolean;
}

export function createRowOrder(): RowOrder {
  const standsBehind = new Map<number, number>();
  let groups = 0;

  return {
    newGroup(behind) {
      const first = groups++ * GROUP;
      if (behind !== undefined) standsBehind.set(first, behind);
      return first;
    },
    isDisordered(places) {
      const tolerance = Math.max(1, Math.floor(places.length / 4)); // rows that are equal to the service's sort may change places
      const highest = new Map<number, number>();
      for (const place of places) {
        if (place === undefined) continue;
        if ((highest.get(groupOf(place)) ?? place) - place > tolerance) return true;
        let known: number | undefined = place;
        for (let generation = 0; known !== undefined && generation < GENERATIONS; generation++) {
          const group = groupOf(known);
          highest.set(group, Math.max(highest.get(group) ?? known, known));
          known = standsBehind.get(group);
        }
      }
      return false;
    },
  };
}

/** The place of a row without its group: how many rows were known before it when it was first seen. */
export function ordinalOf(place: number): number {
  return place % GROUP;
}

function groupOf(place: number): number {
  return place - ordinalOf(place);
}
