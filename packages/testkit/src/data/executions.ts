import type { Execution } from "@coc-executions/types";
import { checkInteger, checkKeys } from "../check-option.ts";
import { type Job, makeJobs } from "./jobs.ts";
import { integerBetween, pick, pickWeighted, type Random, seededRandom, type Weighted } from "./random.ts";
import { executionIdAt } from "./vendor-ids.ts";

/** How to make a list of tickets. */
export interface ExecutionsOptions {
  /** From 0 to 2^32 - 1. The same seed gives the same list, byte for byte, on every platform. Default: 1. */
  readonly seed?: number;
  /** When the newest ticket started: whole milliseconds since the epoch. Default: 2025-07-01T13:00:00Z. */
  readonly newest?: number;
  /** The `id` of the newest ticket; the ids of older ones count down from it. Default: 9,000,000. */
  readonly newestId?: number;
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
  const { seed = 1, newest = Date.UTC(2025, 6, 1, 13, 0, 0), newestId = 9_000_000 } = options;
  checkKeys("the options of executions()", options, ["seed", "newest", "newestId"]);
  checkInteger("seed", seed, { min: 0, max: 2 ** 32 - 1 });
  checkInteger("newest", newest, { min: 0, unit: "milliseconds since the epoch" });
  checkInteger("newestId", newestId, { min: 1 });
  checkInteger("count", count, { min: 0, max: newestId });

  const random = seededRandom(seed);
  const jobs = makeJobs(random);
  const list: Execution[] = [];
  let start = newest;
  let isChild = false;
  for (let id = newestId; list.length < count; id--) {
    const older = start - integerBetween(random, 0, integerBetween(random, 1, LONGEST_GAP)) * 1000;
    // A parent is no child itself: the ticket before the parent of this one in time is drawn anew.
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

const CHILD_OF = "Child of ";
/** Seconds between two tickets, at most. */
const LONGEST_GAP = 240;
/** A ticket that started longer ago than this has ended. */
const LONGEST_RUN = 7_200_000;

interface Draft {
  readonly id: number;
  readonly start: number;
  readonly newest: number;
  readonly job: Job;
  readonly parent: string | undefined;
}

function makeExecution(random: Random, { id, start, newest, job, parent }: Draft): Execution {
  const [shortest, longest] = job.seconds;
  const end = start + integerBetween(random, shortest, longest) * 1000;
  const goesOn = end > newest && newest - start < LONGEST_RUN;
  const updated = goesOn ? start + integerBetween(random, 0, (newest - start) / 1000) * 1000 : end;
  const limited = job.type === "RATE_CONTROL";
  return {
    id,
    execution_id: executionIdAt(start, id),
    type: job.type,
    document_name: job.document_name,
    document_id: job.document_id,
    document_version_id: job.document_version_id,
    document_version: job.document_version,
    start_time: start,
    end_time: goesOn ? null : end,
    // The vendor's example was updated a second after its end.
    update_time: goesOn ? updated : end + integerBetween(random, 0, 2) * 1000,
    status: pickWeighted(random, goesOn ? GOING_ON : ENDED),
    description: parent === undefined ? pickWeighted(random, DESCRIPTIONS) : CHILD_OF + parent,
    parameters: job.parameters.map((key) => ({ key, value: pick(random, PARAMETER_VALUES) })),
    target_parameter_name: limited ? "targets_instance_id" : null,
    targets: limited ? [{ key: "InstanceValues", values: makeTargets(random) }] : null,
    creator: pickWeighted(random, CREATORS),
    tags: random() < 0.4 ? makeTags(random) : [],
    sys_tags: random() < 0.1 ? [{ key: "_sys_enterprise_project_id", value: "0" }] : [],
  };
}

function makeTargets(random: Random): string[] {
  return Array.from(
    { length: integerBetween(random, 1, 5) },
    () => `i-${integerBetween(random, 10_000_000, 99_999_999)}`,
  );
}

function makeTags(random: Random): { key: string; value: string }[] {
  const environment = { key: "env", value: pickWeighted(random, ENVIRONMENTS) };
  return random() < 0.5 ? [environment] : [environment, { key: "team", value: pick(random, TEAMS) }];
}

const GOING_ON: Weights<string> = [
  ["Running", 8],
  ["Pending", 3],
  ["Canceling", 1],
];
const ENDED: Weights<string> = [
  ["Succeed", 60],
  ["Succeeded", 28],
  ["Failed", 7],
  ["Timeout", 2],
  ["Canceled", 3],
];
const CREATORS: Weights<string> = [
  ["COC-Script", 10],
  ["ops-bot", 6],
  ["zhang.wei", 3],
  ["maria.silva", 2],
  ["张三", 1],
];
const DESCRIPTIONS: Weights<string | null> = [
  [null, 8],
  ["", 1],
  ["Scheduled by the night shift", 1],
  ["变更 CHG-20250612", 1],
];
const ENVIRONMENTS: Weights<string> = [
  ["prod", 5],
  ["test", 3],
  ["dev", 2],
];
const TEAMS: readonly [string, ...string[]] = ["payments", "search", "platform"];
// A value is a text that may itself be JSON, as in the vendor's example.
const PARAMETER_VALUES: readonly [string, ...string[]] = ["nginx", "80", "/var/log", '["qwe","rew"]', "", "24"];

type Weights<T> = readonly [Weighted<T>, ...Weighted<T>[]];
