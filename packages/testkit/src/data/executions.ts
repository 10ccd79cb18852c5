import type { Execution } from "@coc-executions/types";
import { checkInteger, checkKeys, isObject, refuse } from "../check-option.ts";
import { makeJobs } from "./jobs.ts";
import { CHILD_OF, makeExecution } from "./make-execution.ts";
import { integerBetween, pickWeighted, seededRandom } from "./random.ts";
import { executionIdAt } from "./vendor-ids.ts";

/** How to make a list of tickets. */
export interface ExecutionsOptions {
  /** From 0 to 2^32 - 1. The same seed gives the same list, byte for byte, on every platform. Default: 1. */
  readonly seed?: number | undefined;
  /** When the newest ticket started: whole milliseconds since the epoch. Default: 2025-07-01T13:00:00Z. */
  readonly newest?: number | undefined;
  /** The `id` of the newest ticket; the ids of older ones count down from it. Default: 9,000,000. */
  readonly newestId?: number | undefined;
}

/**
 * A realistic list of `count` tickets, newest first, with unique ids that fall with the start. The newest are still running or
 * waiting; the rest ended, most of them well, under both spellings that the vendor uses for it. One in 25 is a child ticket, and
 * its description names its parent (see `isChildTicket`).
 *
 * A longer list of the same seed begins with the shorter one.
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function executions(count: number, options: ExecutionsOptions = {}): Execution[] {
  if (!isObject(options)) refuse("The options of executions()", options, "an object");
  const { seed = 1, newest = Date.UTC(2025, 6, 1, 13, 0, 0), newestId = 9_000_000 } = options;
  checkKeys("the options of executions()", options, ["seed", "newest", "newestId"]);
  checkInteger("seed", seed, { min: 0, max: 2 ** 32 - 1 });
  checkInteger("newest", newest, { min: 0, max: LAST_DAY, unit: "milliseconds since the epoch" });
  checkInteger("newestId", newestId, { min: 1 });
  checkInteger("count", count, { min: 0, max: newestId });

  const random = seededRandom(seed);
  const jobs = makeJobs(random);
  const list: Execution[] = [];
  let start = newest;
  let isChild = false;
  for (let id = newestId; list.length < count; id--) {
    const older = start - integerBetween(random, 0, integerBetween(random, 1, LONGEST_GAP)) * 1000;
    // A parent is not a child itself: if the parent would be one, another is drawn.
    isChild = !isChild && random() < 0.04;
    const parent = isChild ? executionIdAt(older, id - 1) : undefined;
    list.push(makeExecution(random, { id, start, newest, job: pickWeighted(random, jobs), parent }));
    start = older;
  }
  return list;
}

/** Whether a ticket is a child by its description, as those of `executions` are. The wire has no field that tells. */
export function isChildTicket(execution: Execution): boolean {
  return execution.description?.startsWith(CHILD_OF) ?? false;
}

/** Later ones have no place in the digits of an `execution_id`. */
const LAST_DAY = Date.UTC(9999, 11, 31);
/** Seconds between two tickets, at most. */
const LONGEST_GAP = 240;
