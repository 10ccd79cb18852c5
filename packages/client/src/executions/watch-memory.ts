import type { Execution } from "@coc-executions/types";
import { hasOwn } from "../errors.ts";
import { isTerminal } from "./predicates.ts";

/** What a watch has observed. */
export type ExecutionChange =
  | {
      /** A ticket that was not listed before, or that has been forgotten. */
      readonly kind: "new";
      readonly execution: Execution;
      readonly previous?: undefined;
    }
  | {
      /** Some field of the ticket differs from what was yielded last. */
      readonly kind: "changed";
      readonly execution: Execution;
      /** The ticket as it was yielded last, or as it was at the beginning. */
      readonly previous: Execution;
    };

/** What is remembered of a ticket. */
interface Remembered {
  readonly execution: Execution;
  /** When it was last seen to change; -Infinity if never. */
  readonly changedAt: number;
  /** Since when it has not been listed. */
  readonly missingSince: number | undefined;
}

/** All times in milliseconds. */
export interface WatchMemoryOptions {
  /** Whether the tickets of the first round are new. */
  readonly existing: boolean;
  readonly lookback: number;
}

/** What a watch remembers from one poll to the next. */
export interface WatchMemory {
  /** How many tickets are remembered. */
  readonly size: number;
  /** Only tickets that started later have to be listed; -Infinity if all have to be. */
  readonly startAfter: number;
  /** Begins one poll. It counts only once it is finished: a listing that fails has yielded nothing. */
  beginRound(now: number): WatchRound;
}

/** One poll. */
interface WatchRound {
  /** Takes a ticket, in the list's order. */
  see(execution: Execution): void;
  /** Takes the list as complete. Returns what has changed since the last round, the last in the list first. */
  finish(): readonly ExecutionChange[];
}

/**
 * Remembers the tickets that can still change, and no others.
 *
 * Everything depends on one moment, the *line*: the newest time that any ticket has shown, less the lookback. A ticket is
 * *settled* once it has ended and its start, end and update are all at the line or before. A settled ticket is forgotten; if it is
 * listed again, its own times show that it is settled, so no id has to be kept. A round judges by the line of the round before:
 * what came and ended during a pause of any length is after that line, and is yielded.
 *
 * The line never moves back, nor past the client's own time less the lookback: a single ticket dated in the future would take it
 * along, and what starts before would be lost.
 */
export function createWatchMemory({ existing, lookback }: WatchMemoryOptions): WatchMemory {
  const remembered = new Map<string, Remembered>();
  let isFirst = true;
  let newest = Number.NEGATIVE_INFINITY;
  let line = Number.NEGATIVE_INFINITY;
  let startAfter = Number.NEGATIVE_INFINITY;

  const lineAt = (now: number, newestTime: number) => Math.max(line, Math.min(now, newestTime) - lookback);

  /** Forgets what is settled, and finds out how far back the next round has to read for the rest. */
  function tidy(listed: ReadonlySet<string>, now: number): void {
    let oldest = line;
    for (const [id, ticket] of remembered) {
      const { execution, changedAt } = ticket;
      const missingSince = listed.has(id) ? undefined : (ticket.missingSince ?? now);
      const settled = isSettled(execution, line) && now - changedAt >= lookback;
      // A ticket without a start could not be told from a new one, so it is kept for as long as it is listed.
      const isGone = missingSince !== undefined && (settled || now - missingSince >= lookback);
      if (isGone || (settled && hasStart(execution))) {
        remembered.delete(id);
        continue;
      }
      remembered.set(id, { ...ticket, missingSince });
      if (!settled) oldest = Math.min(oldest, startOf(execution) - 1); // the service's bound is exclusive
    }
    startAfter = Math.max(startAfter, oldest);
  }

  return {
    get size() {
      return remembered.size;
    },
    get startAfter() {
      return startAfter;
    },
    beginRound(now) {
      const isQuiet = isFirst && !existing;
      const listed = new Set<string>();
      const news = new Map<string, Remembered>();
      const changes: ExecutionChange[] = [];
      let newestSeen = newest;
      return {
        see(execution) {
          const id = execution.execution_id;
          const before = remembered.get(id);
          newestSeen = Math.max(newestSeen, lastTimeOf(execution));
          if (before !== undefined) {
            listed.add(id);
            if (isSameJson(before.execution, execution)) return;
            changes.push({ kind: "changed", execution, previous: before.execution });
            news.set(id, { execution, changedAt: now, missingSince: undefined });
          } else {
            // Nothing is yielded in a quiet round, so what would be forgotten at its end need not be held until then.
            if (hasStart(execution) && isSettled(execution, isQuiet ? lineAt(now, newestSeen) : line)) return;
            listed.add(id);
            if (!isQuiet) changes.push({ kind: "new", execution });
            news.set(id, { execution, changedAt: Number.NEGATIVE_INFINITY, missingSince: undefined });
          }
        },
        finish() {
          isFirst = false;
          newest = newestSeen;
          line = lineAt(now, newest);
          for (const [id, ticket] of news) remembered.set(id, ticket);
          tidy(listed, now);
          return changes.reverse();
        },
      };
    },
  };
}

/** Whether it has ended, and nothing of it happened after the line. */
function isSettled(execution: Execution, line: number): boolean {
  return isTerminal(execution) && lastTimeOf(execution) <= line;
}

function hasStart(execution: Execution): boolean {
  return startOf(execution) > Number.NEGATIVE_INFINITY;
}

function startOf({ start_time }: Execution): number {
  return toTime(start_time);
}

function lastTimeOf({ start_time, end_time, update_time }: Execution): number {
  return Math.max(toTime(start_time), toTime(end_time), toTime(update_time));
}

/** -Infinity if there is none. The wire may hold anything. */
function toTime(value: unknown): number {
  return typeof value === "number" ? value : Number.NEGATIVE_INFINITY;
}

/**
 * Whether two values that were parsed from JSON are the same, fields that no contract knows included. The order of keys does
 * not count, that of arrays does. Without recursion, since the depth is the service's choice.
 */
export function isSameJson(left: unknown, right: unknown): boolean {
  const pairs: [unknown, unknown][] = [[left, right]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length || !keys.every((key) => hasOwn(b, key))) return false;
    for (const key of keys) pairs.push([a[key], b[key]]);
  }
  return true;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
