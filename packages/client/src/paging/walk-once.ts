import { createEndDetector } from "./end-detector.ts";
import { createFetchAhead, type Fetched } from "./fetch-ahead.ts";
import { createPlaceSearch } from "./find-place.ts";
import { createPosition } from "./position.ts";
import type { Receipt } from "./receipt.ts";
import { createScatterDetector } from "./scatter-detector.ts";
import { readIds, type SeenRows } from "./seen-rows.ts";
import { createStallDetector } from "./stall-detector.ts";
import type { Step, WalkOptions } from "./walk-options.ts";
import type { Window } from "./window.ts";

/** How a pass ended: with all of the list, with what may lack rows since their order did not hold, or without the place of `from`. */
export type PassEnd = "whole" | "disordered" | "place lost";

/**
 * One pass over a list that may change meanwhile, by windows that overlap.
 *
 * A window *joins* when it begins at the head of the list or holds a row that was seen before. Being a slice of the list at one
 * moment, it then holds every lasting row between that row and its own end; so from a window that joins every unseen row is
 * yielded, and afterwards every lasting row up to its end is seen. A window that does not join is not used: rows have left the
 * list before it, and the walk looks further up until one joins. In which order windows are fetched does not matter for this.
 *
 * @param seen The rows of this pass. Rows that it knows already are not yielded.
 * @throws {ListingError} when nothing new comes any more and the end does not show either.
 */
export async function* walkOnce<T, W extends Window<T>>(
  options: WalkOptions<T, W>,
  seen: SeenRows<T>,
  receipt: Receipt,
): AsyncGenerator<Step<T, W>, PassEnd> {
  const { idOf, concurrency = 1, wanted = Number.POSITIVE_INFINITY, from, rowsMove = false } = options;
  const limit = Math.max(2, options.limit);
  const position = createPosition(0);
  let search = from && createPlaceSearch(Math.max(0, from.offset - Math.floor(limit / 2)), limit);
  const end = createEndDetector({ trustTotal: from === undefined });
  const stall = createStallDetector();
  const scatter = createScatterDetector();
  const ahead = createFetchAhead<W>(options.fetchWindow, options.signal);
  let total: number | undefined;
  let stranded: { readonly fetched: Fetched<W>; readonly ids: readonly string[] } | undefined;
  let disordered = false;
  let lastJoined = 0;

  const passEnd = (): PassEnd => (!rowsMove && (disordered || isScattered()) ? "disordered" : "whole");
  const isScattered = () => from === undefined && scatter.isScattered; // else rows may have been added between the anchors

  /** Fetches ahead as far as the list seems to go. */
  function fetchAhead(): void {
    const stride = Math.max(1, end.longest - position.overlap);
    const calm = !position.restless && end.probe === undefined;
    while (calm && ahead.size < concurrency) {
      const last = ahead.lastOffset;
      if (last === undefined || total === undefined) return;
      const reached = last + end.longest;
      if (reached > total || reached >= wanted) return; // where it reaches just to the end, it takes another one to show that
      ahead.ask(last + stride, limit, "last");
    }
  }

  try {
    ahead.ask(search?.next() ?? 0, limit, "last");
    for (;;) {
      const fetched = await ahead.take();
      const { offset, window } = fetched;
      const { items } = window;
      if (!fetched.isBack) receipt.tookWindow(window);
      const ids = readIds(items, idOf);
      const taken = seen.take(items, ids, { head: offset === 0 && from === undefined, mayBeOlder: fetched.mayBeOlder });
      if (taken === "outdated") {
        ahead.ask(position.next, limit, "first");
        continue;
      }
      const { joins, fresh, goesOn, behind } = taken;
      if (!joins && search !== undefined) {
        search.looked(items.length);
        const next = search.next();
        if (next === undefined) return "place lost";
        ahead.ask(next, limit, "first");
        continue;
      }
      search = undefined;

      const doubtful = stall.saw({
        ids,
        offset,
        joins,
        goesOn,
        fresh,
        longest: end.longest,
      });
      if (!joins) {
        if (items.length === 0 && end.isEndByEmpty(offset, countOf(window.total))) return passEnd();
        const isHead = offset === 0; // going on from a checkpoint, the head need not join
        if (!isHead) {
          receipt.brokeSeam();
          stranded = { fetched, ids };
          position.broke(offset, Math.max(2, end.longest));
        } else if (position.next === 0) search = createPlaceSearch(lastJoined, limit);
        ahead.ask(search?.next() ?? (doubtful ? 0 : position.next), limit, "first");
        continue;
      }
      lastJoined = offset;
      disordered ||= taken.disordered;
      scatter.saw({ offset, fresh });
      receipt.tookRows(items.length, fresh.length);
      if (fresh.length > 0) yield { window, offset, fresh };

      total = countOf(window.total);
      // Where the furthest row stands. A short window may show the end of the list: look there before looking far behind it.
      const short = end.isShort(items.length, limit);
      const furthest = offset + items.length + (short ? 0 : behind);
      position.joined(offset, furthest, goesOn);
      if (end.isEnd({ offset, ids, limit, total, goesOn, behind })) return passEnd();

      // Where rows move, what it joins by may have moved since it was asked for.
      if (stranded?.ids.some(seen.has) && !rowsMove) ahead.putBack(stranded.fetched);
      stranded = undefined;
      const lost = position.isLost && !short;
      const next = end.probe === undefined || lost ? position.next : Math.max(0, furthest - end.probe);
      if (doubtful) ahead.ask(0, limit, "first");
      else if (ahead.nextOffset === undefined || ahead.nextOffset >= furthest) ahead.ask(next, limit, "first"); // a later one would not join: bridge the gap
      fetchAhead();
    }
  } finally {
    ahead.cancel();
  }
}

/** What a service says of the length, where that is a length at all. */
function countOf(total: unknown): number | undefined {
  return typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? total : undefined;
}
