import type { History, HistoryEvent } from "./history.ts";

/** A failure that takes more runs than this to shrink is small enough. */
const MAX_RUNS = 120;

/**
 * A history that still fails and of which no part can be left out: events by halves, quarters and so on, then tickets. It takes at
 * most 120 runs.
 */
export async function shrinkHistory(history: History, fails: (smaller: History) => Promise<boolean>): Promise<History> {
  let smallest = history;
  let runs = 0;

  async function tryOut(smaller: History): Promise<boolean> {
    if (runs++ >= MAX_RUNS || !(await fails(smaller))) return false;
    smallest = smaller;
    return true;
  }

  for (let size = Math.ceil(history.events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < smallest.events.length; ) {
      const events = without(smallest.events, start, size);
      if (!(await tryOut({ ...smallest, events }))) start += size;
    }
  }
  for (let step = Math.floor(history.tickets / 2); step >= 1; step = Math.floor(step / 2)) {
    while (smallest.tickets > step && (await tryOut({ ...smallest, tickets: smallest.tickets - step })));
  }
  return smallest;
}

function without(events: readonly HistoryEvent[], start: number, count: number): readonly HistoryEvent[] {
  return events.filter((_, index) => index < start || index >= start + count);
}
