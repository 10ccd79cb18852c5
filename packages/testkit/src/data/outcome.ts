const RUNS_FOR = 30_000;

/** What the service says of a run that ended like this; the words are the mock's own. */
const MESSAGES: Readonly<Record<string, string>> = {
  Failed: "The script ended with exit code 1.",
  Timeout: "The run took longer than its time limit.",
  Canceled: "The run was cancelled.",
};

const NOT_ENDED: readonly string[] = ["Running", "Canceling"];

/** The message of a step or an instance of this status. */
export function messageOf(status: string): string {
  return MESSAGES[status] ?? "";
}

/** The times of a step or an instance of this status: what is pending has not started, what runs has not ended. */
export function timesOf(
  status: string,
  start: number,
  end: number = start + RUNS_FOR,
): { readonly start_time: number | null; readonly end_time: number | null } {
  if (status === "Pending") return { start_time: null, end_time: null };
  return { start_time: start, end_time: NOT_ENDED.includes(status) ? null : end };
}
