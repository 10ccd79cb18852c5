/** What is to happen, in the order of the times; of two at the same time, the one that was entered first. */
export interface EventQueue {
  at(time: number, happen: (time: number) => void): void;
  /** Takes out the next entry, if its time is not later than `until`. */
  takeNext(until: number): Entry | undefined;
}

interface Entry {
  readonly time: number;
  readonly happen: (time: number) => void;
}

export function createEventQueue(): EventQueue {
  // The latest first, so that the next one is taken from the end.
  const entries: Entry[] = [];
  return {
    at(time, happen) {
      let place = entries.length;
      while (place > 0 && (entries[place - 1]?.time ?? time) <= time) place--;
      entries.splice(place, 0, { time, happen });
    },
    takeNext(until) {
      const next = entries.at(-1);
      return next !== undefined && next.time <= until ? entries.pop() : undefined;
    },
  };
}
