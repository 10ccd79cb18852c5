import type { Execution } from "@coc-executions/types";

/** The stable name of what went wrong: an exhaustive `switch` over it covers every error that this package throws. */
export type CocErrorCode =
  | "api_error"
  | "not_found"
  | "network_error"
  | "timeout"
  | "wait_timeout"
  | "credentials_unavailable"
  | "invalid_argument"
  | "unexpected_response"
  | "listing_incomplete";

/**
 * The base of every error that this package throws itself. An abort by the caller is not a `CocError`: it rejects with the
 * caller's own reason, as `fetch` does.
 */
export abstract class CocError extends Error {
  /** Which class this is, as a string that survives renaming and minifiers. */
  abstract readonly code: CocErrorCode;
  /** Whether the same call may succeed later, without anybody changing anything. */
  readonly retryable: boolean = false;

  /**
   * `JSON.stringify` leaves out the message of an error; here it is kept. Post this to a worker as well: `structuredClone` of
   * any error keeps its message and nothing of its own.
   */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** The names of the classes by their code. */
const NAMES: Readonly<Record<CocErrorCode, string>> = {
  api_error: "ApiError",
  not_found: "NotFoundError",
  network_error: "NetworkError",
  timeout: "TimeoutError",
  wait_timeout: "WaitTimeoutError",
  credentials_unavailable: "CredentialsError",
  invalid_argument: "InvalidArgumentError",
  unexpected_response: "UnexpectedResponseError",
  listing_incomplete: "ListingError",
};

/**
 * Whether `error` is an error of this package. It is recognised by its code and its name, not by `instanceof`: it may be of
 * another copy of the package, or have been JSON on its way from another process. The guards below work likewise.
 */
export function isCocError(error: unknown): error is CocError {
  return Object.keys(NAMES).some((code) => hasCode(error, code as CocErrorCode));
}

function hasCode(error: unknown, code: CocErrorCode): boolean {
  if (typeof error !== "object" || error === null || !("code" in error) || !("name" in error)) return false;
  return error.code === code && error.name === NAMES[code] && "message" in error;
}

/** What was refused, and what would have been accepted. */
export interface InvalidArgument {
  /** The option, as the caller writes it: `limit`, `auth`, `retry.maxAttempts`. */
  readonly option: string;
  /** What was given. Leave it out if it may be a secret. */
  readonly value?: unknown;
  /** What is allowed, to end the sentence "… must be". */
  readonly allowed: string;
  /** What to do about it, as a sentence. */
  readonly hint?: string | undefined;
}

/** An option or argument that cannot work. Thrown before anything is sent. */
export class InvalidArgumentError extends CocError {
  override readonly name = "InvalidArgumentError" as const;
  readonly code = "invalid_argument" as const;
  /** The option that was refused. */
  readonly option: string;

  constructor({ option, allowed, hint, ...given }: InvalidArgument) {
    const got = "value" in given ? `, not ${show(given.value)}` : "";
    super(`${option} must be ${allowed}${got}.${asNextSentence(hint)}`);
    this.option = option;
  }
}

/** Whether `error` is an {@link InvalidArgumentError}. */
export function isInvalidArgumentError(error: unknown): error is InvalidArgumentError {
  return hasCode(error, "invalid_argument");
}

/** No credentials were available, so nothing was sent. The `cause` is what the provider threw. */
export class CredentialsError extends CocError {
  override readonly name = "CredentialsError" as const;
  readonly code = "credentials_unavailable" as const;
}

/** Whether `error` is a {@link CredentialsError}. */
export function isCredentialsError(error: unknown): error is CredentialsError {
  return hasCode(error, "credentials_unavailable");
}

/** What every error of a call that was sent tells about it. */
export interface CallDetails {
  /** `GET`. */
  readonly method: string;
  /** The path of the request, without host and query: `/v1/executions`. */
  readonly path: string;
  /** How many requests were sent for this call, retries included. */
  readonly attempts: number;
  /** Milliseconds spent waiting: in the queue, and between the attempts. */
  readonly waited: number;
}

/** The base of the errors of a call that was sent. */
export abstract class CallError extends CocError implements CallDetails {
  readonly method: string;
  readonly path: string;
  readonly attempts: number;
  readonly waited: number;

  constructor({ method, path, attempts, waited }: CallDetails, message: string, cause?: Error | undefined) {
    super(`${method} ${path} ${message}`, cause && { cause });
    this.method = method;
    this.path = path;
    this.attempts = attempts;
    this.waited = waited;
  }
}

/** What an {@link ApiError} is made of. */
export interface ApiErrorDetails extends CallDetails {
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorMessage: string;
  readonly requestId: string | undefined;
  readonly encodedAuthorizationMessage: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  /** Why the body could not be read to its end. */
  readonly cause?: Error | undefined;
  /** What to do about it, as a sentence. */
  readonly hint: string | undefined;
}

/** The service, or the gateway in front of it, refused the call or reported a failure. */
export class ApiError extends CallError {
  override readonly name = "ApiError" as const;
  readonly code = "api_error" as const;
  /** The HTTP status. COC reports a missing job and its own internal errors as 400, so look at `errorCode` first. */
  readonly status: number;
  /** The service's code, such as `COC.00010002`, or the gateway's, such as `APIGW.0301`; undefined if the response had none. */
  readonly errorCode: string | undefined;
  /**
   * The service's message, up to 2000 characters. If it sent none, the start of the body; empty if the body could not be read.
   * Secrets of the request are redacted.
   */
  readonly errorMessage: string;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;
  /** Why a policy denied the call, as encoded by IAM, if the response says so. An administrator can have IAM decode it. */
  readonly encodedAuthorizationMessage: string | undefined;
  /** Whether the same call may succeed later. It has then been retried already, as far as `retry` allows. */
  override readonly retryable: boolean;
  /** Milliseconds that the service asked to wait before the next call, if it did. */
  readonly retryAfter: number | undefined;

  constructor(details: ApiErrorDetails) {
    const { status, errorCode, errorMessage, requestId, hint, retryAfter, cause } = details;
    const what = [status, errorCode, errorMessage].filter((part) => part !== undefined && part !== "").join(" ");
    const wait = retryAfter === undefined ? "" : ` The service asked to wait ${retryAfter} ms.`;
    super(details, `failed: ${what} (${describeCall(details, requestId)}).${wait}${asNextSentence(hint)}`, cause);
    this.status = status;
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
    this.requestId = requestId;
    this.encodedAuthorizationMessage = details.encodedAuthorizationMessage;
    this.retryable = details.retryable;
    this.retryAfter = retryAfter;
  }
}

/** Whether `error` is an {@link ApiError}. */
export function isApiError(error: unknown): error is ApiError {
  return hasCode(error, "api_error");
}

/** What a {@link NotFoundError} is made of. */
export interface NotFoundDetails extends CallDetails {
  /** What was asked for: `ticket`, `step`. */
  readonly resource: string;
  readonly id: string;
  readonly requestId: string | undefined;
  /** The error by which the service said so, unless it was a 200 without data. */
  readonly cause?: Error | undefined;
}

/**
 * The service knows no ticket or step with this id. It may say so by a 404, by an error code, or by a 200 without data: all three
 * end in this error. A new ticket may take a moment to be visible.
 */
export class NotFoundError extends CallError {
  override readonly name = "NotFoundError" as const;
  readonly code = "not_found" as const;
  /** The id that was asked for. */
  readonly id: string;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;

  constructor(details: NotFoundDetails) {
    const { resource, id, requestId, cause } = details;
    const what = `found no ${resource} with the id ${printable(id)} (${describeCall(details, requestId)})`;
    super(details, `${what}. Check the id and the site; a new ticket may take a moment to be visible.`, cause);
    this.id = id;
    this.requestId = requestId;
  }
}

/** Whether `error` is a {@link NotFoundError}. */
export function isNotFoundError(error: unknown): error is NotFoundError {
  return hasCode(error, "not_found");
}

/** No response: the name did not resolve, or the connection was refused, reset, or lost before the response began. */
export class NetworkError extends CallError {
  override readonly name = "NetworkError" as const;
  readonly code = "network_error" as const;
  override readonly retryable = true;

  /** `cause` is what the runtime threw, without whatever could hold a secret. */
  constructor(details: CallDetails & { readonly host: string; readonly isPage?: boolean | undefined }, cause: Error) {
    const why = `no response from ${details.host}: ${innermostMessage(cause)}`;
    const cors = details.isPage
      ? " A browser does not say why: if the service does not allow this page's origin (CORS), call it through a server of your own."
      : "";
    super(
      details,
      `failed: ${why} (${describeCall(details)}). Check the base URL, the network and the proxy.${cors}`,
      cause,
    );
  }
}

/** Whether `error` is a {@link NetworkError}. */
export function isNetworkError(error: unknown): error is NetworkError {
  return hasCode(error, "network_error");
}

/** What an attempt was waiting for when its time was up. */
export type WaitedFor = "response" | "credentials";

const TIMEOUT_ADVICE: Readonly<Record<WaitedFor, string>> = {
  response: "Raise `timeout`, or ask for fewer tickets at a time.",
  credentials: "Nothing was sent in the last attempt: `auth` or its provider returned no credentials in time.",
};

/** An attempt took longer than `timeout`, from asking for credentials to the end of the body, and so did its retries. */
export class TimeoutError extends CallError {
  override readonly name = "TimeoutError" as const;
  readonly code = "timeout" as const;
  override readonly retryable = true;
  /** The time limit that was exceeded, in milliseconds. */
  readonly timeout: number;

  constructor(details: CallDetails & { readonly timeout: number; readonly waitedFor: WaitedFor }) {
    const { timeout, waitedFor } = details;
    super(details, `took longer than ${timeout} ms (${describeCall(details)}). ${TIMEOUT_ADVICE[waitedFor]}`);
    this.timeout = timeout;
  }
}

/** Whether `error` is a {@link TimeoutError}. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return hasCode(error, "timeout");
}

/** What an {@link UnexpectedResponseError} is made of. */
export interface UnexpectedResponseDetails extends CallDetails {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly body: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What is wrong, to end the sentence "returned 200, but …". */
  readonly problem: string;
  /** Why the body could not be read to its end. */
  readonly cause?: Error | undefined;
  /** What to do about it, as a sentence. */
  readonly hint?: string | undefined;
}

/** A response that the service does not send: HTML, an empty body, truncated JSON or JSON of another shape, a redirect. */
export class UnexpectedResponseError extends CallError {
  override readonly name = "UnexpectedResponseError" as const;
  readonly code = "unexpected_response" as const;
  override readonly retryable: boolean;
  readonly status: number;
  readonly requestId: string | undefined;
  /** The start of the body, as text; empty if it could not be read to its end. Secrets of the request are redacted. */
  readonly body: string;

  constructor(details: UnexpectedResponseDetails) {
    const { status, requestId, body, problem, hint, cause } = details;
    const start = body === "" ? "" : ` It begins with ${printable(JSON.stringify(body))}.`;
    const what = `returned ${status}, but ${problem} (${describeCall(details, requestId)})`;
    super(details, `${what}.${start}${asNextSentence(hint)}`, cause);
    this.retryable = details.retryable;
    this.status = status;
    this.requestId = requestId;
    this.body = body;
  }
}

/** Whether `error` is an {@link UnexpectedResponseError}. */
export function isUnexpectedResponseError(error: unknown): error is UnexpectedResponseError {
  return hasCode(error, "unexpected_response");
}

/** Where a listing stands, as plain JSON: what another process needs to continue from there. */
export interface Checkpoint {
  readonly version: 1;
  /** The offset of the last row that was yielded. */
  readonly offset: number;
  /** The ids of the last rows up to that one, in the list's order: by them the place is found again. */
  readonly anchors: readonly string[];
  /** Whether the listing had reached the end of the list. */
  readonly done: boolean;
  /** How many rows had been read up to that place, for `onProgress`. @default offset + 1 */
  readonly loaded?: number | undefined;
}

/**
 * A listing that cannot be completed. It is never cut short in silence: this is thrown instead.
 *
 * Outside of what a listing promises are rows that move (without `catchUp` they may be missed, and so may rows that did not move),
 * rows that are added in the middle of what is being read, and rows that moved across the place of a checkpoint.
 */
export class ListingError extends CocError {
  override readonly name = "ListingError" as const;
  readonly code = "listing_incomplete" as const;
  override readonly retryable = true;
  /** What kept the listing from being complete. */
  readonly reason: string;
  /**
   * Where the listing stood: what was yielded by then is right, and continuing from it may work once the cause is gone.
   * Undefined if the place cannot be trusted, because rows have changed their order: list again from the start.
   */
  readonly checkpoint: Checkpoint | undefined;

  constructor(reason: string, checkpoint?: Checkpoint) {
    const advice =
      checkpoint === undefined
        ? "There is no checkpoint to continue from: list again from the start"
        : "Its `checkpoint` is where to continue once the cause is gone";
    super(`The listing could not be completed: ${reason}. ${advice}.`);
    this.reason = reason;
    this.checkpoint = checkpoint;
  }
}

/** Whether `error` is a {@link ListingError}. */
export function isListingError(error: unknown): error is ListingError {
  return hasCode(error, "listing_incomplete");
}

/** What a {@link WaitTimeoutError} is made of. */
export interface WaitTimeoutDetails {
  readonly execution_id: string;
  readonly timeout: number;
  readonly execution: Execution | undefined;
  /** Why the last request failed, if it did. */
  readonly cause: CocError | undefined;
}

/** A ticket has not ended within `timeout`. This does not mean that a request failed; the ticket may well go on. */
export class WaitTimeoutError extends CocError {
  override readonly name = "WaitTimeoutError" as const;
  readonly code = "wait_timeout" as const;
  readonly execution_id: string;
  /** The time limit that was exceeded, in milliseconds. */
  readonly timeout: number;
  /** The ticket as it was last seen; undefined if it was never visible. */
  readonly execution: Execution | undefined;

  constructor({ execution_id, timeout, execution, cause }: WaitTimeoutDetails) {
    const failure = cause === undefined ? "" : ` The last attempt to read it failed: ${cause.message}`;
    super(
      `${execution_id} was not done within ${timeout} ms: ${describeState(execution)}.${failure}`,
      cause && { cause },
    );
    this.execution_id = execution_id;
    this.timeout = timeout;
    this.execution = execution;
  }
}

/** Whether `error` is a {@link WaitTimeoutError}. */
export function isWaitTimeoutError(error: unknown): error is WaitTimeoutError {
  return hasCode(error, "wait_timeout");
}

function describeState(execution: Execution | undefined): string {
  if (execution === undefined) return "no such ticket was seen in that time, so check the id and the site";
  return execution.status === undefined
    ? "it was seen without a status"
    : `its last status was ${printable(String(execution.status))}`;
}

/** `request id 8080…, 3 attempts, waited 1500 ms`: what stands in brackets in the messages. */
function describeCall({ attempts, waited }: CallDetails, requestId?: string): string {
  const wait = Math.round(waited);
  const parts = [attempts === 1 ? "1 attempt" : `${attempts} attempts`];
  if (requestId !== undefined) parts.unshift(`request id ${requestId}`);
  if (wait > 0) parts.push(`waited ${wait} ms`);
  return parts.join(", ");
}

function asNextSentence(hint: string | undefined): string {
  return hint === undefined ? "" : ` ${hint}`;
}

/** Node's `fetch` says only "fetch failed"; what happened is in the cause of the cause. */
export function innermostMessage(error: Error): string {
  return isErrorLike(error.cause) ? innermostMessage(error.cause) : error.message || error.name;
}

// Things of another realm, such as those that a test runner makes, fail `instanceof`: they are judged by what they do.

/**
 * A text from elsewhere for a message, a cell or a line of a log: what a terminal, an editor or a log would obey or hide is
 * spelt out. These are control characters, line breaks, and marks that change the direction of a text.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    return { 9: "\\t", 10: "\\n", 13: "\\r" }[code] ?? `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** `Object.hasOwn`, which React Native's Hermes lacks. */
export function hasOwn(object: object, name: string): boolean {
  return Object.hasOwn(object, name);
}

/** Whether this has a message, as errors have. */
export function isErrorLike(value: unknown): value is Error {
  return typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";
}

/** Whether this can be awaited. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** The time of a `Date` in epoch milliseconds; NaN for an invalid one, undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== "object") return undefined; // most times are numbers, and to throw is dear
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/** Throws the signal's reason if it has aborted; an `AbortError` if it has none, as signals of the package abort-controller. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/** Why a signal has aborted. */
export function abortReason(signal: AbortSignal): unknown {
  if ("reason" in signal) return signal.reason;
  return Object.assign(new Error("This operation was aborted"), { name: "AbortError" });
}

/** A value as its author would write it, short enough for a sentence. */
function show(value: unknown): string {
  const text = printable(typeof value === "string" ? JSON.stringify(value) : describe(value));
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  const time = timeOf(value);
  if (time !== undefined) return Number.isNaN(time) ? "an invalid Date" : new Date(time).toISOString();
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) {
    const kind = kindOf(value);
    if (kind !== "Object") return `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`;
    return `an object with ${Object.keys(value).join(", ") || "no keys"}`;
  }
  return typeof value === "bigint" ? `${value}n` : String(value);
}

/** `Object` for a plain object and for an instance of the caller's own class; `Map`, `Promise`, `AbortSignal` and so on for others. */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
