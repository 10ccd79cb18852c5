import { type CallDetails, CallError, describeEffort } from "./call-error.ts";
import { guardOf } from "./coc-error.ts";

/** What an {@link UnexpectedResponseError} is made of. */
export interface UnexpectedResponseDetails extends CallDetails {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly body: string;
  /** What is wrong, to end the sentence "answered 200, but …". */
  readonly problem: string;
  /** Why the body could not be read, where it broke off. */
  readonly cause?: Error | undefined;
  /** What to do about it, a sentence of its own. */
  readonly hint?: string | undefined;
}

/** An answer that the service does not give: a page of HTML, nothing at all, JSON that is cut off or of another shape, a body that breaks off, a redirect. */
export class UnexpectedResponseError extends CallError {
  override readonly name = "UnexpectedResponseError" as const;
  readonly code = "unexpected_response" as const;
  readonly retryable = true;
  readonly status: number;
  readonly requestId: string | undefined;
  /** The start of the body, as text; empty where it broke off. Secrets of the request are struck out. */
  readonly body: string;

  constructor(details: UnexpectedResponseDetails) {
    const { status, requestId, body, problem, hint, cause } = details;
    const start = body === "" ? "" : ` It begins with ${JSON.stringify(body)}.`;
    super(
      details,
      `answered ${status}, but ${problem} (${describeEffort(details, requestId)}).${start}${hint === undefined ? "" : ` ${hint}`}`,
      cause && { cause },
    );
    this.status = status;
    this.requestId = requestId;
    this.body = body;
  }
}

/** Whether `error` is an {@link UnexpectedResponseError}, of this or of another copy of the package. */
export const isUnexpectedResponseError: (error: unknown) => error is UnexpectedResponseError =
  guardOf<UnexpectedResponseError>("unexpected_response");
