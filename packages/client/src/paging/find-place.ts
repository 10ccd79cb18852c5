/** Where to look for a place that was left, one offset after the other. */
export interface PlaceSearch {
  /** The offset to look at next; undefined where the whole list has been looked through. */
  next(): number | undefined;
  /** How many rows came from the offset before. Only where none came has the list ended: a service may hand out few at a time. */
  looked(length: number): void;
}

const MAX_LOOKS = 4096;

/**
 * Looks where the place was, then ever further to both sides: rows added at the head move a place on, which is the more likely,
 * and rows that leave move it back.
 */
export function createPlaceSearch(start: number, limit: number): PlaceSearch {
  let forward: number | undefined = start;
  let back: number | undefined = start;
  let width = limit - 1;
  let stride = 1;
  let turn: "forward" | "back" = "forward";
  let looks = 0;

  return {
    next() {
      if (looks++ === MAX_LOOKS) return undefined; // a service that ignores the offset has no end to look for
      if (turn === "back" && back === undefined) turn = "forward";
      if (turn === "forward" && forward === undefined) turn = "back";
      return turn === "forward" ? forward : back;
    },
    looked(length) {
      if (length > 1) width = Math.min(width, length - 1);
      if (turn === "forward" && forward !== undefined) {
        if (forward === start) back = start > 0 ? Math.max(0, start - width) : undefined;
        forward = length === 0 ? undefined : forward + width;
        turn = "back";
      } else {
        if (back === undefined) return;
        // Behind the end of the list there may be much of nothing: leap, and look later through what was leapt over.
        if (length === 0) stride *= 2;
        else if (stride > 1) {
          forward = back + width;
          stride = 1;
        }
        back = back === 0 ? undefined : Math.max(0, back - width * stride);
        turn = "forward";
      }
    },
  };
}
