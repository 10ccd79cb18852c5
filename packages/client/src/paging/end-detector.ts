/** One answer, as far as the end of the list is concerned. */
interface Ending {
  /** Where the window began, the ids of its rows, and how many were asked for. */
  readonly offset: number;
  readonly ids: readonly string[];
  readonly limit: number;
  readonly total: number | undefined;
  /** Whether it carried the list on. */
  readonly goesOn: boolean;
  /** How many rows that were seen stand behind its last row, as far as is known. */
  readonly behind: number;
}

/** Tells where a list ends. */
export interface EndDetector {
  /** The longest answer so far. */
  readonly longest: number;
  /** How many rows the next window is to bring again, where the end is in doubt; undefined where it is not. */
  readonly probe: number | undefined;
  /** Whether an answer is shorter than what was asked for, or than what the service is known to give. */
  isShort(length: number, limit: number): boolean;
  /** Whether a window that joined shows the end of the list. */
  isEnd(ending: Ending): boolean;
  /** Whether an empty window does, which joins nothing: only where the service has not shown more than one row at a time. */
  isEndByEmpty(offset: number, total: number | undefined): boolean;
}

/** Answers that have to show the same row as the last one, the less the service is to be trusted the more. */
const TOTAL_AGREES = 1;
const AS_A_RULE = 2;
const SHORT_BEFORE = 4;
const TOTAL_SPEAKS_OF_MORE = 8;
const NOT_A_ROW = 8;

/**
 * A window may be short because the list ends, because the service hands out fewer rows than were asked for, or for no reason.
 * So a short window alone is not the end. It is where windows that bring nothing new are shorter than others were, with the same
 * last row,
 *
 * - once, if it ends exactly where `total` puts the end: two signals that agree, as long as neither has misled before;
 * - else several times. They are asked for alternately with one row and with many to bring again: the one would be longer
 *   if the list went on, however few rows the service hands out by now; the other would be longer even if it was cut short by
 *   chance. Where the service hands out fewer rows than it did, so that many never come, the end cannot be told.
 */
export function createEndDetector({ trustTotal }: { readonly trustTotal: boolean }): EndDetector {
  let longest = 0;
  let emptyHeads = 0;
  let lastRow: string | undefined;
  let shown = 0;
  let many = Number.POSITIVE_INFINITY;
  let byMany = false;
  let fewest = 0; // rows of the answers that showed it: all alike, the service may hand out just so many by now
  let most = 0;
  let probe: number | undefined;
  let lastWasShort = false;
  let shortMisled = false;
  let totalMisled = !trustTotal;
  let totalSaidEnd = false;

  function needed(end: number, total: number | undefined): number {
    if (total !== undefined && total > end) return TOTAL_SPEAKS_OF_MORE;
    if (total === end && !totalMisled) return shortMisled ? AS_A_RULE : TOTAL_AGREES;
    return shortMisled || longest === 2 ? SHORT_BEFORE : AS_A_RULE;
  }

  function nextProbe(): number {
    if (longest === 1) return 0; // one row brought again would be all that comes: ask behind it
    many = Math.max(2, Math.min(many, longest - 1));
    return probe === 1 && longest > 2 ? many : 1;
  }

  const isShort = (length: number, limit: number) => length < (longest === 0 ? limit : longest);

  return {
    get longest() {
      return longest;
    },
    get probe() {
      return probe;
    },
    isShort,
    isEnd({ offset, ids, limit, total, goesOn, behind }) {
      const { length } = ids;
      const end = offset + length;
      const short = isShort(length, limit);
      if ((total !== undefined && total < end) || (goesOn && totalSaidEnd)) totalMisled = true;
      totalSaidEnd = total === end;
      const believable = behind === 0 && (end > 0 || longest === 0); // else rows that were seen speak against it
      if (believable && short && total === end && needed(end, total) === TOTAL_AGREES) return true;

      emptyHeads = end === 0 ? emptyHeads + 1 : 0;
      if (end === 0) {
        if (total === undefined || total === 0) return emptyHeads >= NOT_A_ROW;
        return emptyHeads >= TOTAL_SPEAKS_OF_MORE && longest > 0; // a list that is said to have rows has to show some once
      }

      const cut = short && longest > 0; // the first answer only shows how many the service hands out
      longest = Math.max(longest, length);
      if (goesOn) {
        if (lastWasShort || shown > 0) shortMisled = true;
        lastWasShort = cut;
        shown = 0;
        byMany = false;
        probe = undefined;
        return false;
      }
      const askedForMany = probe !== undefined && probe > 1;
      const lastId = ids.at(-1);
      if (lastId !== lastRow && (length < longest || ids.includes(lastRow ?? ""))) {
        shown = 0;
        byMany = false;
        lastRow = lastId;
      }
      if (length < longest) {
        shown++;
        fewest = shown === 1 ? length : Math.min(fewest, length);
        most = shown === 1 ? length : Math.max(most, length);
        byMany ||= longest <= 2 || (askedForMany && length > 1);
      } else if (askedForMany) {
        many = Math.floor(many / 2); // rows were added before them: leave room for as many again
      }
      probe = nextProbe();
      const enough = behind === 0 ? needed(end, total) : Math.max(SHORT_BEFORE, needed(end, total));
      const isCutByEnd = byMany && (longest <= 2 || fewest < most);
      return (isCutByEnd || total === end) && shown >= enough;
    },
    isEndByEmpty(offset, total) {
      if (probe !== 0) return false;
      shown++;
      return shown >= needed(offset, total !== undefined && total < offset ? offset : total);
    },
  };
}
