import { ApiError } from "../errors/api-error.ts";
import { innermostMessage } from "../errors/innermost-message.ts";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.ts";
import { isAboutTime, readClockOffset } from "./clock-skew.ts";
import { describeRequest } from "./describe-request.ts";
import { hasErrorCode, readErrorBody } from "./error-body.ts";
import { hintFor, isRetryable } from "./error-codes.ts";
import { explainSignature } from "./explain-signature.ts";
import type { Answer, Fault, Outcome } from "./outcome.ts";
import type { Redact } from "./redact.ts";
import { readRetryAfter } from "./retry-after.ts";

/** What reading an answer needs to know of the request. */
export interface AnswerContext {
  /** The request as it was sent. */
  readonly signed: Request;
  readonly redact: Redact;
  /** When the request was sent and when the answer was there, in epoch milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** An id as the gateway gives it, or a UUID. No signature, token or access key has this form, so there is nothing to strike out. */
const PLAIN_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const CHECK_ADDRESS = "A proxy or a login page may stand between you and the service; check the base URL.";
const CHECK_NETWORK = "Check the network and the proxy.";

/** How much an error shows, in characters: of a body, of the service's own words, of its code and request id. */
const BODY_START = 200;
const LONGEST_MESSAGE = 2000;
const LONGEST_NAME = 200;
/**
 * How much of an answer is looked at for that, so that one of many megabytes costs no time, and how much of its end is left out
 * then: where it was cut off, half of a secret may stand that could not be known for one.
 */
const LOOKED_AT = 100_000;
const UNSURE = 50_000;

/**
 * Judges an answer by its status and then by its body: a 200 may hold an error, a page of HTML, or half of what it should.
 *
 * @param received The body, or why it could not be read to its end.
 */
export function readAnswer(response: Response, received: string | Error, context: AnswerContext): Outcome {
  const [text, brokeOff] = typeof received === "string" ? [received] : ["", received];
  const body = parseJson(text);
  const { redact } = context;
  const requestId = response.headers.get("x-request-id") || readErrorBody(body).requestId;
  const answer = {
    response,
    text,
    brokeOff,
    redact,
    requestId: requestId && (PLAIN_ID.test(requestId) ? requestId : tellable(requestId, LONGEST_NAME, redact)),
  };

  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    return unexpected(answer, context, false, `it points elsewhere${target(response)}, where no credentials are sent`);
  }
  if (!response.ok) return refused(answer, body, context);
  if (brokeOff) return unexpected(answer, context, true, `its body broke off: ${innermostMessage(brokeOff)}`);
  if (body === undefined) {
    const problem = text.trim() === "" ? "its body is empty" : "its body is no JSON, or was cut off";
    return unexpected(answer, context, true, problem);
  }
  if (hasErrorCode(body)) return refused(answer, body, context);
  return { ok: true, answer, body, misfit: (problem) => unexpected(answer, context, false, problem) };
}

function refused(answer: Answer, body: unknown, context: AnswerContext): Fault {
  const { status, headers } = answer.response;
  const { errorCode: code, errorMessage, encodedAuthorizationMessage: encoded } = readErrorBody(body);
  const errorCode = code && tellable(code, LONGEST_NAME, context.redact); // the service may quote anything anywhere
  const retryable = isRetryable(status, errorCode);
  const retryAfter = readRetryAfter(headers, context.receivedAt);
  return {
    ok: false,
    retryable,
    retryAfter,
    answer,
    reason: errorCode ?? "api_error",
    clockOffset: isAboutTime(status, errorCode, errorMessage)
      ? readClockOffset({ headers, ...context }, errorMessage)
      : undefined,
    toError: (effort) =>
      new ApiError({
        ...describeRequest(context.signed),
        ...effort,
        status,
        errorCode,
        errorMessage: tellable(
          errorMessage ?? answer.text,
          errorMessage ? LONGEST_MESSAGE : BODY_START,
          context.redact,
        ),
        requestId: answer.requestId,
        encodedAuthorizationMessage: encoded && tellable(encoded, LOOKED_AT, context.redact), // of no use when cut
        retryable,
        retryAfter,
        cause: answer.brokeOff,
        hint: explainSignature(errorMessage ?? "", context.signed, context.redact) ?? hintFor(status, errorCode),
      }),
  };
}

function unexpected(answer: Answer, context: AnswerContext, retryable: boolean, problem: string): Fault {
  return {
    ok: false,
    retryable,
    answer,
    reason: "unexpected_response",
    toError: (effort) =>
      new UnexpectedResponseError({
        ...describeRequest(context.signed),
        ...effort,
        status: answer.response.status,
        requestId: answer.requestId,
        body: tellable(answer.text, BODY_START, context.redact),
        problem: context.redact(problem),
        cause: answer.brokeOff,
        hint: answer.brokeOff ? CHECK_NETWORK : CHECK_ADDRESS,
      }),
  };
}

/** A text of the service, redacted before it is cut, so that no half of a secret stays. */
function tellable(text: string, longest: number, redact: Redact): string {
  const redacted = redact(text.slice(0, LOOKED_AT));
  return (text.length > LOOKED_AT ? redacted.slice(0, -UNSURE) : redacted).slice(0, longest);
}

function target(response: Response): string {
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location)) return "";
  return ` (to ${new URL(location).host})`;
}

/** The parsed text, or undefined where it is no JSON; JSON itself has no `undefined`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
