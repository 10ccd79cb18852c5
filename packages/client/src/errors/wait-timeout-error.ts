import type { Execution } from "@coc-executions/types";
import { CocError, guardOf } from "./coc-error.ts";

/** What a {@link WaitTimeoutError} is made of. */
export interface WaitTimeoutDetails {
  readonly execution_id: string;
  readonly timeout: number;
  readonly execution: Execution | undefined;
  /** Why the last look at the list failed, if it did. */
  readonly cause: CocError | undefined;
}

/** A ticket has not ended within the time that was given to it. No request failed for that; the ticket may well go on. */
export class WaitTimeoutError extends CocError {
  override readonly name = "WaitTimeoutError" as const;
  readonly code = "wait_timeout" as const;
  readonly retryable = true;
  readonly execution_id: string;
  /** The time limit that was passed, in milliseconds. */
  readonly timeout: number;
  /** The ticket as it was last seen; undefined where it was never listed. */
  readonly execution: Execution | undefined;

  constructor({ execution_id, timeout, execution, cause }: WaitTimeoutDetails) {
    super(
      `${execution_id} was not done within ${timeout} ms: ${describe(execution)}.${describeCause(cause)}`,
      cause && { cause },
    );
    this.execution_id = execution_id;
    this.timeout = timeout;
    this.execution = execution;
  }
}

/** Whether `error` is a {@link WaitTimeoutError}, of this or of another copy of the package. */
export const isWaitTimeoutError: (error: unknown) => error is WaitTimeoutError =
  guardOf<WaitTimeoutError>("wait_timeout");

function describe(execution: Execution | undefined): string {
  if (execution === undefined)
    return "it was in no list that could be read in that time, so check the id, the filter and the site";
  return execution.status === undefined ? "it was listed without a status" : `its last status was ${execution.status}`;
}

function describeCause(cause: CocError | undefined): string {
  return cause === undefined ? "" : ` The last look at the list failed: ${cause.message}`;
}
