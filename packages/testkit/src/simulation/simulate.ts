import type { Execution } from "@coc-executions/types";
import { checkInteger } from "../check-option.ts";
import { type Job, makeJobs } from "../data/jobs.ts";
import { makeExecution } from "../data/make-execution.ts";
import { integerBetween, pickWeighted, type Random, seededRandom, type Weighted } from "../data/random.ts";
import { executionIdAt } from "../data/vendor-ids.ts";
import type { ExecutionStore } from "../store/execution-store.ts";
import { createEventQueue } from "./event-queue.ts";
import { readSimulateOptions, type SimulateOptions } from "./simulate-options.ts";

/** A workload that advances as far as requested. @sealed */
export interface Simulation {
  /** How far it has come: milliseconds since the epoch. */
  readonly time: number;
  /**
   * Lets everything happen up to this time. In one step or in many: the list is the same. An earlier time changes nothing.
   *
   * @throws {TypeError} for a time that is not an integer.
   */
  advanceTo(time: number): void;
}

/** A run under way. */
interface Run {
  readonly execution_id: string;
  readonly job: Job;
  /** The ticket that started this one, if it is a retry. */
  readonly parent: string | undefined;
  readonly retriesLeft: number;
}

/**
 * Lets a list live as that of a busy account: tickets start, wait, run for a time that fits their job, and succeed, fail, time out
 * or are cancelled; some that failed are tried again, up to twice, by a child ticket. Tickets that are under way at the beginning
 * come to their end too. What a test does to the list meanwhile is taken as it is.
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function simulate(executions: ExecutionStore, options: SimulateOptions = {}): Simulation {
  const { seed, startsPerHour, failureRate, retryRate, from } = readSimulateOptions(options);
  const random = seededRandom(seed);
  const jobs = makeJobs(random);
  const queue = createEventQueue();
  const longestGap = Math.max(1, Math.round(7_200_000 / startsPerHour));
  let nextId = 1 + executions.all().reduce((highest, { id }) => Math.max(highest, numberOf(id)), 0);
  let time = from;

  function startNext(now: number): void {
    start(pickWeighted(random, jobs), now, { parent: undefined, retriesLeft: 2 });
    queue.at(now + integerBetween(random, 1, longestGap), startNext);
  }

  function start(job: Job, now: number, { parent, retriesLeft }: Pick<Run, "parent" | "retriesLeft">): void {
    const second = now - (now % 1000); // as in the vendor's example, where a start has no milliseconds
    while (executions.get(executionIdAt(second, nextId)) !== undefined) nextId++;
    const ticket = makeExecution(random, { id: nextId++, start: second, newest: second, job, parent });
    executions.add({ ...ticket, status: "Pending" });
    const run = { execution_id: ticket.execution_id, job, parent, retriesLeft };
    const begins = now + seconds(random, 1, 20);
    queue.at(begins, (at) => void change(run.execution_id, { status: "Running", update_time: at }));
    queue.at(begins + seconds(random, ...job.seconds), (at) => end(run, at));
  }

  function end(run: Run, now: number): void {
    const status = random() < failureRate ? pickWeighted(random, BAD_ENDS) : pickWeighted(random, GOOD_ENDS);
    if (status === "Canceled") cancel(run.execution_id, now);
    else if (finish(run.execution_id, status, now) && RETRIED.includes(status)) retry(run, now);
  }

  function cancel(execution_id: string, now: number): void {
    change(execution_id, { status: "Canceling", update_time: now });
    queue.at(now + seconds(random, 2, 10), (at) => void finish(execution_id, "Canceled", at));
  }

  function retry({ execution_id, job, parent = execution_id, retriesLeft }: Run, now: number): void {
    if (retriesLeft === 0 || random() >= retryRate) return;
    const again = { parent, retriesLeft: retriesLeft - 1 };
    queue.at(now + seconds(random, 30, 120), (at) => start(job, at, again));
  }

  function finish(execution_id: string, status: string, now: number): boolean {
    return change(execution_id, { status, end_time: now, update_time: now });
  }

  /** Leaves alone what a test has removed or ended meanwhile. */
  function change(execution_id: string, changes: Partial<Execution>): boolean {
    const isOpen = executions.get(execution_id)?.end_time === null;
    if (isOpen) executions.update(execution_id, changes);
    return isOpen;
  }

  for (const { execution_id, status, end_time } of executions.all()) {
    if (end_time !== null) continue;
    const ends = status === "Canceling" ? "Canceled" : pickWeighted(random, GOOD_ENDS);
    queue.at(from + seconds(random, 5, 900), (at) => void finish(execution_id, ends, at));
  }
  queue.at(from + integerBetween(random, 1, longestGap), startNext);

  return {
    get time() {
      return time;
    },
    advanceTo(until) {
      checkInteger("time", until, { min: 0, unit: "milliseconds since the epoch" });
      for (let next = queue.takeNext(until); next !== undefined; next = queue.takeNext(until)) next.happen(next.time);
      time = Math.max(time, until);
    },
  };
}

const GOOD_ENDS: readonly [Weighted<string>, ...Weighted<string>[]] = [
  ["Succeed", 60],
  ["Succeeded", 28],
];
const BAD_ENDS: readonly [Weighted<string>, ...Weighted<string>[]] = [
  ["Failed", 7],
  ["Timeout", 2],
  ["Canceled", 3],
];
const RETRIED: readonly string[] = ["Failed", "Timeout"];

/** That many seconds, in milliseconds. */
function seconds(random: Random, shortest: number, longest: number): number {
  return integerBetween(random, shortest, longest) * 1000;
}

function numberOf(id: number | string | undefined): number {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : 0;
}
