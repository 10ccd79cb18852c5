import { type CallDetails, CallError, describeEffort } from "./call-error.ts";
import { guardOf } from "./coc-error.ts";

/** An attempt took longer than `timeout`, from connecting to the end of the body, and so did its retries. */
export class TimeoutError extends CallError {
  override readonly name = "TimeoutError" as const;
  readonly code = "timeout" as const;
  /** The time limit that was passed, in milliseconds. */
  readonly timeout: number;

  constructor(details: CallDetails & { readonly timeout: number }) {
    super(
      details,
      `took longer than ${details.timeout} ms (${describeEffort(details)}). Raise \`timeout\`, or ask for fewer tickets at a time.`,
    );
    this.timeout = details.timeout;
  }
}

/** Whether `error` is a {@link TimeoutError}, of this or of another copy of the package. */
export const isTimeoutError: (error: unknown) => error is TimeoutError = guardOf<TimeoutError>("timeout");
