import { isSuccess, isTerminal, type Run } from "./predicates.ts";

const UNDER_WAY: ReadonlySet<string | undefined> = new Set(["Pending", "Running", "Canceling"]);

/** Whether a run has ended without success. One of a status that is not known has failed if it has ended: better one too many. */
export function hasFailed(run: Run): boolean {
  if (isSuccess(run) || UNDER_WAY.has(run.status)) return false;
  return isTerminal(run) || typeof run.end_time === "number";
}

/** Sorts causes before effects: what failed before what was cancelled for it, and what ended early before what ended late. */
export function byCause(first: Run, second: Run): number {
  return (
    rank(first) - rank(second) ||
    compare(first.end_time, second.end_time) ||
    compare(first.start_time, second.start_time)
  );
}

function rank({ status }: Run): number {
  if (status === "Failed" || status === "Timeout") return 0;
  return status === "Canceled" ? 2 : 1;
}

/** What has no time comes last. */
function compare(first: number | null | undefined, second: number | null | undefined): number {
  const [one, other] = [first ?? Number.MAX_SAFE_INTEGER, second ?? Number.MAX_SAFE_INTEGER];
  return one - other;
}
