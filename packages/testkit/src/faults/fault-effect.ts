/** What goes wrong, apart from the calls that it befalls. */
export type FaultEffect = ReplacingFault | ShapingFault | BreakingFault;

/** When a fault strikes that leaves nothing of the answer. */
export interface FaultTime {
  /**
   * `"before"`: the request never reached the service, and nothing of it was checked. `"after"`: the service did its work,
   * `beforeAnswer` has run, and its answer was lost. Default: `"before"`.
   */
  readonly when?: "before" | "after" | undefined;
}

/** Comes in place of the answer. Of these and of the breaking ones, at most one befalls a call before the work and one after it. */
export type ReplacingFault = FaultTime &
  (
    | StatusFault
    | ThrottledFault
    /** The connection is lost before the headers of the answer. */
    | { readonly kind: "reset" }
    /** No answer ever comes. */
    | { readonly kind: "hang" }
    /** A page of HTML, as a proxy or a login page sends. `status`: default 200. */
    | { readonly kind: "html"; readonly status?: number | undefined }
    /** An empty body. `status`: default 200. */
    | { readonly kind: "empty"; readonly status?: number | undefined }
    /** A 200 that holds an error. `code`: default `COC.00040701`; `message` its text. */
    | { readonly kind: "error-in-200"; readonly code?: string | undefined; readonly message?: string | undefined }
    /** A redirect to `location`, which may be another origin. `status`: default 307. */
    | {
        readonly kind: "redirect";
        readonly location: string;
        readonly status?: 301 | 302 | 303 | 307 | 308 | undefined;
      }
    /** 401: the token of `X-Auth-Token` has expired. */
    | { readonly kind: "expired-token" }
    /** 401: the temporary access key has expired. */
    | { readonly kind: "expired-credentials" }
  );

/** An error with its status. */
export interface StatusFault {
  readonly kind: "status";
  readonly status: number;
  /** Whose error it is, which decides on the shape of the body. Default: `"gateway"`. */
  readonly from?: "gateway" | "service" | undefined;
  /** `error_code`. Default: the one that fits the status. */
  readonly code?: string | undefined;
  /** `error_msg`. */
  readonly message?: string | undefined;
}

/** 429, as the gateway answers to too many requests. */
export interface ThrottledFault {
  readonly kind: "throttled";
  /** How it asks to wait. Default: not at all, since no source shows that the real gateway sends `Retry-After`. */
  readonly retryAfter?: RetryAfter | undefined;
}

/** The forms of a wish to wait. */
export type RetryAfter =
  /** `Retry-After: 2` */
  | { readonly seconds: number }
  /** `Retry-After: Tue, 01 Jul 2025 13:00:00 GMT`; milliseconds since the epoch. */
  | { readonly date: number }
  /** `Retry-After-Ms: 1500` */
  | { readonly milliseconds: number }
  /** `Retry-After: soon`; whatever is given. */
  | { readonly text: string };

/** The service, or its clock, is not as it should be. All of these that match befall a call together; those of lists, any list. */
export type ShapingFault =
  /** The server's clock is off by `by` milliseconds: in the check of the signature's date and in the `Date` header. */
  | { readonly kind: "skewed-clock"; readonly by: number }
  /** No answer holds more than `limit` rows, whatever is asked for. */
  | { readonly kind: "clamped-limit"; readonly limit: number }
  /** Every answer starts at the head of the list. */
  | { readonly kind: "ignored-offset" }
  /** `total` lies; it may be a text, as in `"718"`. */
  | { readonly kind: "wrong-total"; readonly total: number | string }
  /** `total` is `by` more than it should be, or less. */
  | { readonly kind: "shifted-total"; readonly by: number }
  /** `total` is not there. */
  | { readonly kind: "missing-total" }
  /** No rows, although `total` says that there are more. */
  | { readonly kind: "empty-page" };

/** The answer is made as it should be, and breaks on its way. */
export type BreakingFault =
  /** The connection is lost after half of the body. */
  | { readonly kind: "reset-in-body" }
  /** Half of the body comes, and then nothing. */
  | { readonly kind: "hang-in-body" }
  /**
   * Half of the body comes, and the connection is closed as if that were all. `framing` is how the end of the body was to be
   * known: by its `Content-Length`, by its last chunk, or by nothing but the end of the connection, which looks whole to `fetch`.
   */
  | { readonly kind: "cut-body"; readonly framing: "length" | "chunked" | "close" }
  /** The body comes in `parts` (default 4), each after `delay` milliseconds (default 1). */
  | { readonly kind: "slow-body"; readonly parts?: number | undefined; readonly delay?: number | undefined }
  /** The body ends in the middle of its JSON, although the connection ends properly. */
  | { readonly kind: "truncated-json" }
  /** The body is not valid JSON, although its content type says so. */
  | { readonly kind: "invalid-json" };
