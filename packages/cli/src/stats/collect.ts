import { isSuccess, isTerminal } from "@coc-executions/client";
import type { Execution } from "@coc-executions/types";
import { type GroupName, isTime, keyOf } from "./group-keys.ts";
import { Numbers } from "./quantiles.ts";

/** The figures of a group of tickets. Rates and durations are undefined where nothing has ended. */
export interface Figures {
  readonly count: number;
  /** How many have ended, and how many of these well. */
  readonly ended: number;
  readonly succeeded: number;
  /** Of those that have ended, from 0 to 1. */
  readonly success_rate: number | undefined;
  /** Durations of those that have ended, in milliseconds. */
  readonly median: number | undefined;
  readonly p90: number | undefined;
  readonly p99: number | undefined;
}

/** A group, by the names that it was asked for by. */
export interface Group {
  readonly keys: readonly string[];
  readonly figures: Figures;
}

/** What all tickets tell, and each group of them. */
export interface Stats {
  readonly by: readonly GroupName[];
  readonly groups: readonly Group[];
  readonly total: Figures;
}

class Tally {
  count = 0;
  ended = 0;
  succeeded = 0;
  readonly durations = new Numbers();

  add(execution: Execution): void {
    this.count++;
    if (!isTerminal(execution)) return;
    this.ended++;
    if (isSuccess(execution)) this.succeeded++;
    const { start_time, end_time } = execution;
    if (typeof start_time === "number" && typeof end_time === "number" && end_time >= start_time)
      this.durations.add(end_time - start_time);
  }

  figures(): Figures {
    const { count, ended, succeeded, durations } = this;
    const success_rate = ended === 0 ? undefined : succeeded / ended;
    const [median, p90, p99] = [0.5, 0.9, 0.99].map((share) => durations.quantile(share));
    return { count, ended, succeeded, success_rate, median, p90, p99 };
  }
}

/** Counts tickets as they come: what is kept of one is its duration. Nothing is approximated. */
export class Collector {
  readonly #by: readonly GroupName[];
  readonly #utc: boolean;
  readonly #total = new Tally();
  readonly #groups = new Map<string, { readonly keys: readonly string[]; readonly tally: Tally }>();

  constructor(by: readonly GroupName[], utc: boolean) {
    this.#by = by;
    this.#utc = utc;
  }

  add(execution: Execution): void {
    this.#total.add(execution);
    const keys = this.#by.map((name) => keyOf(execution, name, this.#utc));
    const id = keys.length === 1 ? (keys[0] ?? "") : JSON.stringify(keys);
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = { keys, tally: new Tally() };
      this.#groups.set(id, group);
    }
    group.tally.add(execution);
  }

  stats(): Stats {
    const groups = [...this.#groups.values()].map(({ keys, tally }) => ({ keys, figures: tally.figures() }));
    return {
      by: this.#by,
      groups: groups.sort((one, other) => this.#compare(one, other)),
      total: this.#total.figures(),
    };
  }

  #compare(one: Group, other: Group): number {
    for (const [index, name] of this.#by.entries()) {
      const [a = "", b = ""] = [one.keys[index], other.keys[index]];
      if (isTime(name) && a !== b) return a < b ? -1 : 1;
    }
    return other.figures.count - one.figures.count || (String(one.keys) < String(other.keys) ? -1 : 1);
  }
}
