import { Numbers } from "../stats/quantiles.ts";
import type { ReportRow } from "./report-data.ts";

/** What became of a ticket. */
export type Outcome = "succeeded" | "failed" | "canceled" | "running";

export const OUTCOMES: readonly Outcome[] = ["succeeded", "failed", "canceled", "running"];

/** The figures of a group of tickets. */
export interface GroupFigures {
  readonly name: string;
  readonly count: number;
  readonly failed: number;
  /** Of those that have ended, from 0 to 1; null if none has. */
  readonly success: number | null;
  /** Median duration in milliseconds; null if none has ended. */
  readonly median: number | null;
}

/** What the page shows above its table. */
export interface ReportFigures {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Whether the times below are days or, of a list that spans a few of them, hours; of the start, in UTC. */
  readonly unit: "day" | "hour";
  readonly times: readonly { readonly time: string; readonly counts: Readonly<Record<Outcome, number>> }[];
  readonly jobs: readonly GroupFigures[];
  readonly creators: readonly GroupFigures[];
}

/** Unknown statuses count as running: they have not ended as far as is known. */
export function outcomeOf(status: string): Outcome {
  if (status === "Succeed" || status === "Succeeded") return "succeeded";
  if (status === "Failed" || status === "Timeout") return "failed";
  return status === "Canceled" ? "canceled" : "running";
}

const none = (): Record<Outcome, number> => ({ succeeded: 0, failed: 0, canceled: 0, running: 0 });

export function computeFigures(rows: readonly ReportRow[]): ReportFigures {
  const outcomes = none();
  const unit = unitOf(rows);
  const times = new Map<string, Record<Outcome, number>>();
  const [jobs, creators] = [new Map<string, Tally>(), new Map<string, Tally>()];
  for (const row of rows) {
    const outcome = outcomeOf(row.status);
    outcomes[outcome]++;
    if (row.start !== null) {
      const time = new Date(row.start)
        .toISOString()
        .slice(0, unit === "day" ? 10 : 13)
        .replace("T", " ");
      const counts = times.get(time) ?? none();
      counts[outcome]++;
      times.set(time, counts);
    }
    tally(jobs, row.job, row, outcome);
    tally(creators, row.creator, row, outcome);
  }
  const sorted = [...times].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    outcomes,
    unit,
    times: sorted.map(([time, counts]) => ({ time, counts })),
    jobs: figuresOf(jobs),
    creators: figuresOf(creators),
  };
}

/** The longest list whose hours are shown. */
const FEW_DAYS = 3 * 86_400_000;

function unitOf(rows: readonly ReportRow[]): "day" | "hour" {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { start } of rows) {
    if (start === null) continue;
    first = Math.min(first, start);
    last = Math.max(last, start);
  }
  return last - first > FEW_DAYS ? "day" : "hour";
}

interface Tally {
  count: number;
  failed: number;
  succeeded: number;
  canceled: number;
  readonly durations: Numbers;
}

function tally(groups: Map<string, Tally>, name: string, { start, end }: ReportRow, outcome: Outcome): void {
  const group = groups.get(name) ?? { count: 0, failed: 0, succeeded: 0, canceled: 0, durations: new Numbers() };
  groups.set(name, group);
  group.count++;
  if (outcome === "running") return;
  group[outcome]++;
  if (start !== null && end !== null && end >= start) group.durations.add(end - start);
}

function figuresOf(groups: ReadonlyMap<string, Tally>): GroupFigures[] {
  return [...groups]
    .map(([name, { count, failed, succeeded, canceled, durations }]) => {
      const ended = failed + succeeded + canceled;
      return {
        name,
        count,
        failed,
        success: ended === 0 ? null : succeeded / ended,
        median: durations.quantile(0.5) ?? null,
      };
    })
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}
