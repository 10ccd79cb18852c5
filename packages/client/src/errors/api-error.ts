import { type CallDetails, CallError, describeEffort } from "./call-error.ts";
import { guardOf } from "./coc-error.ts";

/** What an {@link ApiError} is made of. */
export interface ApiErrorDetails extends CallDetails {
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorMessage: string;
  readonly requestId: string | undefined;
  readonly encodedAuthorizationMessage: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  /** Why the body could not be read, where it broke off. */
  readonly cause?: Error | undefined;
  /** What to do about it, a sentence of its own. */
  readonly hint: string | undefined;
}

/** The service, or the gateway before it, refused the call or failed at it, and said so. */
export class ApiError extends CallError {
  override readonly name = "ApiError" as const;
  readonly code = "api_error" as const;
  /** The HTTP status. COC reports a missing job and its own internal errors as 400, so look at `errorCode` first. */
  readonly status: number;
  /** The service's code, such as `COC.00010002`, or the gateway's, such as `APIGW.0301`; absent where the answer had none. */
  readonly errorCode: string | undefined;
  /** The service's own words, up to 2000 characters; the start of the body where it had none, empty where that broke off. Secrets of the request are struck out. */
  readonly errorMessage: string;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;
  /** Why a policy denied the call, in IAM's own encoding, where the answer says so. An administrator can have IAM decode it. */
  readonly encodedAuthorizationMessage: string | undefined;
  /** Whether the same call may succeed later. It has then been retried already, as far as `retry` allows. */
  readonly retryable: boolean;
  /** Milliseconds that the service asked to wait before the next call, if it did. */
  readonly retryAfter: number | undefined;

  constructor(details: ApiErrorDetails) {
    const { status, errorCode, errorMessage, requestId, hint, retryAfter, cause } = details;
    const what = [status, errorCode, errorMessage].filter((part) => part !== undefined && part !== "").join(" ");
    const wait = retryAfter === undefined ? "" : ` The service asks to wait ${retryAfter} ms.`;
    super(
      details,
      `failed: ${what} (${describeEffort(details, requestId)}).${wait}${hint === undefined ? "" : ` ${hint}`}`,
      cause && { cause },
    );
    this.status = status;
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
    this.requestId = requestId;
    this.encodedAuthorizationMessage = details.encodedAuthorizationMessage;
    this.retryable = details.retryable;
    this.retryAfter = retryAfter;
  }
}

/** Whether `error` is an {@link ApiError}, of this or of another copy of the package. */
export const isApiError: (error: unknown) => error is ApiError = guardOf<ApiError>("api_error");
