import { ListingError } from "../errors/listing-error.ts";

/** One answer, as far as progress is concerned. */
interface Progress {
  readonly ids: readonly string[];
  readonly offset: number;
  /** Whether it joined what was seen before. */
  readonly joins: boolean;
  /** Whether it carried the list on. */
  readonly goesOn: boolean;
  /** The rows that were new in it, by their place in it. */
  readonly fresh: readonly { readonly index: number }[];
  /** The longest answer before this one. */
  readonly longest: number;
}

/** Ends a walk that does not get on. */
export interface StallDetector {
  /**
   * Notes an answer.
   *
   * @returns Whether the head of the list is to be asked for, to see whether the offset is heeded at all.
   * @throws {ListingError} with the reason, when too many answers in a row have not carried the list on.
   */
  saw(progress: Progress): boolean;
}

/** Answers in a row that may bring nothing. A search for a lost place in a million rows takes about twenty. */
const MAX_FRUITLESS = 64;
/**
 * After each so many the offset is put to the test: the head of the list is asked for. Rows that were added or removed may bring
 * the same rows to the head, so it takes several tests.
 */
const TEST_EACH = 8;
const TESTS = 3;
/** Windows that a walk may take for each one that its rows would fill, and the allowance that it starts with. */
const PATIENCE = 8;
const ALLOWANCE = 256;
/** The same once the list has grown by more than a window at its head: then most of what comes may be what was added meanwhile. */
const PATIENCE_WITH_GROWTH = 1.5;

/**
 * After so many answers at the head that held new rows only, the rows added there earn nothing any more: they might be added and
 * read for ever.
 */
const MAX_GROWTHS = 64;

export function createStallDetector(): StallDetector {
  let fruitless = 0;
  let same = 0;
  let windows = 0;
  let growths = 0;
  let credit = ALLOWANCE;
  let added: Set<string> | undefined; // the rows that came since the head held new ones only, until a row from before is met
  let last: { readonly ids: readonly string[]; readonly offset: number } = { ids: [], offset: 0 };

  return {
    saw({ ids, offset, joins, goesOn, fresh, longest }) {
      windows++;
      if (offset === 0 && windows > 1 && joins && !goesOn && fresh.length > 0 && fresh.length === ids.length) {
        growths++;
        added ??= new Set();
      }
      if (added !== undefined && joins) added = extended(added, ids, fresh);
      const earns = added === undefined || growths <= MAX_GROWTHS;
      const patience = growths > 0 ? PATIENCE_WITH_GROWTH : PATIENCE;
      credit += (earns ? (patience * fresh.length) / Math.max(1, longest - 1) : 0) - 1;
      const before = last;
      last = { ids, offset };
      fruitless = goesOn ? 0 : fruitless + 1;

      if (goesOn) same = 0;
      const isTest = fruitless % TEST_EACH === 1 && fruitless > 1 && offset === 0 && before.offset > 0;
      if (isTest && isSame(before.ids, ids) && ++same === TESTS) {
        throw new ListingError(
          `the service ignores the offset: it gave the same rows at ${before.offset} as at 0, again and again`,
        );
      }
      if (fruitless < MAX_FRUITLESS && credit > 0) return fruitless % TEST_EACH === 0 && fruitless > 0 && offset > 0;
      throw new ListingError(
        longest === 1
          ? "the service hands out one row at a time, and such windows cannot overlap"
          : "answer upon answer brought nothing new, and none of them showed the end of the list: rows are added or moved faster than they are read, or the service cuts its answers short",
      );
    },
  };
}

/** The added rows with the new ones of a window, or undefined where it holds a row that was seen before them. */
function extended(added: Set<string>, ids: Progress["ids"], fresh: Progress["fresh"]): Set<string> | undefined {
  for (const { index } of fresh) added.add(ids[index] ?? "");
  return ids.every((id) => added.has(id)) ? added : undefined;
}

/** Whether two answers hold the same rows, and some. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.length === other.length && one.every((id, index) => id === other[index]);
}
