import {
  ApiError,
  type CallDetails,
  type CallError,
  innermostMessage,
  printable,
  UnexpectedResponseError,
} from "../errors.ts";
import { type Redact, redactAndTruncate, redactorOf, toPrintable } from "../redact.ts";
import { isAboutTime, readClockOffset } from "./clock-skew.ts";
import { hasErrorCode, readErrorBody } from "./error-body.ts";
import { hintFor, isRetryable } from "./error-codes.ts";
import { BodyTooLarge } from "./read-body.ts";
import { readRetryAfter } from "./retry.ts";

/** A response, and the request as it was sent. */
export interface ReceivedResponse {
  readonly request: Request;
  readonly response: Response;
  /** The body; empty if it could not be read to its end. */
  readonly text: string;
  /** Why it could not, without secrets. */
  readonly bodyError?: Error | undefined;
  readonly requestId: string | undefined;
}

/** An attempt that returned what was asked for. */
export interface Success extends ReceivedResponse {
  readonly ok: true;
  /** The parsed body. */
  readonly body: unknown;
}

/** How many attempts a call took, and how long it waited. */
export type CallStats = Pick<CallDetails, "attempts" | "waited">;

/** An attempt that did not. It becomes an error only if it was the last one. */
export interface Failure {
  readonly ok: false;
  /** Undefined if there was no response. */
  readonly received?: ReceivedResponse | undefined;
  readonly retryable: boolean;
  /** Milliseconds that the service asked to wait. */
  readonly retryAfter?: number | undefined;
  /** The code of the service or the gateway, else that of the error class. */
  readonly reason: string;
  /** How far ahead the service's clock is, if that is what was wrong. */
  readonly clockOffset?: number | undefined;
  /** Whether nothing was sent, since the same credentials had just been refused. */
  readonly isUnsent?: boolean | undefined;
  readonly toError: (stats: CallStats) => CallError;
}

export type Outcome = Success | Failure;

/** What `auth` makes of the message of a refusal: its `explain`. */
type Explain = (errorMessage: string, request: Request) => string | undefined;

/** When a request was sent and when its response had arrived, in epoch milliseconds, and what helps to explain a refusal. */
export interface ClassifyContext {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly explain?: Explain | undefined;
  readonly permission?: string | undefined;
}

/** How much an error shows, in characters: of a body, of the service's message, of its code and request id. */
const BODY_START = 200;
const MAX_MESSAGE = 2000;
const MAX_NAME = 200;

/**
 * Judges a response by its status and then by its body: a 200 may hold an error, HTML, or half of what it should.
 *
 * @param body The body, or why it could not be read to its end.
 */
export function classifyResponse(
  request: Request,
  response: Response,
  body: string | Error,
  context: ClassifyContext,
): Outcome {
  const [text, bodyError] = typeof body === "string" ? [body] : ["", body];
  const parsed = parseJson(text);
  const requestId = readRequestId(request, response, parsed);
  const received = { request, response, text, bodyError, requestId };

  const { status } = response;
  if (status === 304) return unexpected(received, "a response without a body was not asked for");
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400))
    return unexpected(received, `redirects are not followed, since they would carry credentials${target(response)}`);
  if (status < 200 || status > 599) return unexpected(received, "that is not a status of HTTP");
  if (!response.ok) return refused(received, parsed, context);
  if (bodyError instanceof BodyTooLarge) return unexpected(received, `its body is too long: ${bodyError.message}`);
  if (bodyError !== undefined)
    return unexpected(received, `its body ended early: ${innermostMessage(bodyError)}`, true);
  if (parsed === undefined) {
    const problem = text.trim() === "" ? "its body is empty" : "its body is not valid JSON (possibly truncated)";
    return unexpected(received, problem, true);
  }
  if (hasErrorCode(parsed)) return refused(received, parsed, context);
  return { ok: true, ...received, body: parsed };
}

/** An id as the gateway sends it, or a UUID. No signature, token or access key has this form, so nothing needs redacting. */
const PLAIN_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readRequestId(request: Request, { headers }: Response, body: unknown): string | undefined {
  const id = headers.get("x-request-id") || readErrorBody(body).requestId;
  return id === undefined || PLAIN_ID.test(id) ? id : toPrintable(id, MAX_NAME, redactorOf(request));
}

function refused(received: ReceivedResponse, body: unknown, context: ClassifyContext): Failure {
  const { request, response, text, requestId, bodyError } = received;
  const { status, headers } = response;
  const { errorCode: code, errorMessage = "", encodedAuthorizationMessage: encoded } = readErrorBody(body);
  const redact = redactorOf(request);
  const errorCode = code && toPrintable(code, MAX_NAME, redact); // the service may quote anything anywhere
  const retryable = isRetryable(status, errorCode) && !(bodyError instanceof BodyTooLarge);
  const retryAfter = readRetryAfter(headers, context.receivedAt);
  const clockOffset = isAboutTime(status, errorCode, errorMessage)
    ? readClockOffset({ headers, ...context }, errorMessage)
    : undefined;
  return {
    ...{ ok: false, received, retryable, retryAfter, clockOffset, reason: errorCode ?? "api_error" },
    toError: (stats) =>
      new ApiError({
        ...describeRequest(request),
        ...stats,
        ...{ status, errorCode, requestId, retryable, retryAfter, cause: bodyError },
        errorMessage: toPrintable(errorMessage || text, errorMessage ? MAX_MESSAGE : BODY_START, redact),
        encodedAuthorizationMessage: encoded && printable(redact(encoded)), // of no use when cut
        hint:
          explanation(status, errorMessage, request, redact, context) ?? hintFor(status, errorCode, context.permission),
      }),
  };
}

function explanation(
  status: number,
  errorMessage: string,
  request: Request,
  redact: Redact,
  { explain }: ClassifyContext,
): string | undefined {
  const text = status === 401 ? explain?.(errorMessage, request) : undefined;
  return text === undefined ? undefined : printable(redact(text));
}

function unexpected(received: ReceivedResponse, problem: string, retryable = false): Failure {
  const toError = (stats: CallStats) => toUnexpectedResponse({ ...received, ...stats }, problem);
  return { ok: false, received, retryable, reason: "unexpected_response", toError };
}

/** The error of a response that is not what the service sends; `problem` ends the sentence "returned 200, but …". */
export function toUnexpectedResponse(sent: ReceivedResponse & CallStats, problem: string): UnexpectedResponseError {
  const { request, response, text, requestId, bodyError, attempts, waited } = sent;
  const redact = redactorOf(request);
  return new UnexpectedResponseError({
    ...describeRequest(request),
    ...{ attempts, waited, requestId, status: response.status, cause: bodyError },
    body: redactAndTruncate(text, BODY_START, redact),
    problem: printable(redact(problem)),
    retryable: !(bodyError instanceof BodyTooLarge),
    hint: hintOf(bodyError),
  });
}

function hintOf(bodyError: Error | undefined): string {
  if (bodyError === undefined) return "A proxy or a login page may be between you and the service; check the base URL.";
  if (bodyError instanceof BodyTooLarge) return "Ask for fewer tickets at a time, or raise `maxResponseBytes`.";
  return "Check the network and the proxy.";
}

/** How an error names a request: without host and query, which may be long and are the caller's own. */
export function describeRequest({ method, url }: Request): Pick<CallDetails, "method" | "path"> {
  return { method, path: new URL(url).pathname };
}

function target({ headers }: Response): string {
  const location = headers.get("location");
  try {
    return location === null ? "" : ` (to ${new URL(location).host})`;
  } catch {
    return ""; // a path, or not a URL
  }
}

/** The parsed text, or undefined if it is not JSON; JSON itself has no `undefined`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
