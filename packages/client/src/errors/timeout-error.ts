import { type CallDetails, CallError, describeEffort } from "./call-error.ts";
import { guardOf } from "./coc-error.ts";

/** What an attempt was waiting for when its time was up. */
export type WaitedFor = "answer" | "credentials";

const ADVICE: Readonly<Record<WaitedFor, string>> = {
  answer: "Raise `timeout`, or ask for fewer tickets at a time.",
  credentials: "Nothing was sent in the last attempt: `auth` or its provider gave no credentials within that time.",
};
/** An attempt took longer than `timeout`, from asking for credentials to the end of the body, and so did its retries. */
export class TimeoutError extends CallError {
  override readonly name = "TimeoutError" as const;
  readonly code = "timeout" as const;
  readonly retryable = true;
  /** The time limit that was passed, in milliseconds. */
  readonly timeout: number;

  constructor(details: CallDetails & { readonly timeout: number; readonly waitedFor: WaitedFor }) {
    super(details, `took longer than ${details.timeout} ms (${describeEffort(details)}). ${ADVICE[details.waitedFor]}`);
    this.timeout = details.timeout;
  }
}

/** Whether `error` is a {@link TimeoutError}, of this or of another copy of the package. */
export const isTimeoutError: (error: unknown) => error is TimeoutError = guardOf<TimeoutError>("timeout");
