/** Whatever has the id of a ticket. */
export interface Identified {
  readonly execution_id: string;
}

/** How a listing differs from the list; all of them empty where it does not. */
export interface ListingDifferences {
  /** Ids of the list that were not received. */
  readonly missing: readonly string[];
  /** Ids that were received more than once. */
  readonly repeated: readonly string[];
  /** Ids that were received and are not in the list. */
  readonly unexpected: readonly string[];
  /** Ids that were received later than one that stands after them in the list. */
  readonly late: readonly string[];
}

/** Compares what was received with the list, in its order. */
export function compareListing(received: readonly Identified[], expected: readonly Identified[]): ListingDifferences {
  const places = new Map(expected.map(({ execution_id }, place) => [execution_id, place]));
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const unexpected: string[] = [];
  const late: string[] = [];
  let furthest = -1;
  for (const { execution_id } of received) {
    if (seen.has(execution_id)) {
      repeated.add(execution_id);
      continue;
    }
    seen.add(execution_id);
    const place = places.get(execution_id);
    if (place === undefined) unexpected.push(execution_id);
    else if (place < furthest) late.push(execution_id);
    else furthest = place;
  }
  const missing = [...places.keys()].filter((id) => !seen.has(id));
  return { missing, repeated: [...repeated], unexpected, late };
}
