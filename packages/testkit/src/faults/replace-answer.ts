import { type AnswerContext, gatewayError, serviceError, textAnswer } from "../mock-api/answers.ts";
import type { WireAnswer } from "../mock-api/wire.ts";
import type { Fault } from "./fault.ts";
import type { ReplacingFault, RetryAfter, StatusFault } from "./fault-effect.ts";

/** The kinds that stand in place of the answer. */
const KINDS: Readonly<Record<ReplacingFault["kind"], true>> = {
  status: true,
  throttled: true,
  reset: true,
  hang: true,
  html: true,
  empty: true,
  "error-in-200": true,
  redirect: true,
  "expired-token": true,
  "expired-credentials": true,
};

export function isReplacing(fault: Fault): fault is Fault & ReplacingFault {
  return Object.hasOwn(KINDS, fault.kind);
}

/** Whether a fault strikes before the service has seen the request. */
export function strikesBefore(fault: Fault): fault is Fault & ReplacingFault {
  return isReplacing(fault) && fault.when !== "after";
}

/** The answer that comes in place of the right one. */
export function replaceAnswer(fault: ReplacingFault, context: AnswerContext): WireAnswer {
  switch (fault.kind) {
    case "status":
      return statusAnswer(fault, context);
    case "throttled":
      return throttledAnswer(fault.retryAfter, context);
    case "reset":
    case "hang":
      return { ...textAnswer(200, "", "", context), delivery: { kind: "broken", at: "headers", by: fault.kind } };
    case "html":
      return textAnswer(fault.status ?? 200, "<html><body>Please log in.</body></html>", "text/html", context);
    case "empty":
      return textAnswer(fault.status ?? 200, "", "", context);
    case "error-in-200": {
      const { code = "COC.00040701", message = "Internal server error." } = fault;
      return serviceError({ status: 200, code, message }, context);
    }
    case "redirect":
      return withHeaders(textAnswer(fault.status ?? 307, "", "", context), { location: fault.location });
    case "expired-token":
      return unauthorized("token expires", context);
    case "expired-credentials":
      return unauthorized("decrypt token fail", context);
  }
}

/** 401 of the gateway, whose message begins the same whatever the reason. */
export function unauthorized(reason: string, context: AnswerContext): WireAnswer {
  const message = `Incorrect IAM authentication information: ${reason}`;
  return gatewayError({ status: 401, code: "APIGW.0301", message }, context);
}

// Source: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
const BAD_REQUEST = ["APIGW.0106", "The request parameters are invalid."] as const;
const GATEWAY_CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: BAD_REQUEST,
  401: ["APIGW.0301", "Incorrect IAM authentication information."],
  403: ["APIGW.0302", "The IAM user is not authorized to access the API."],
  404: ["APIGW.0101", "The API does not exist or has not been published."],
  413: ["APIGW.0201", "The request entity is too large."],
  429: ["APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:100,time:1 minute"],
  502: ["APIGW.0201", "Backend unavailable."],
  503: ["APIGW.0613", "IAM is unavailable."],
  504: ["APIGW.0201", "Backend timeout."],
};

function statusAnswer({ status, from = "gateway", code, message }: StatusFault, context: AnswerContext): WireAnswer {
  if (from === "service") {
    const usual = status < 500 ? "COC.00010002" : "COC.00040701";
    const text = status < 500 ? "Invalid parameter values." : "Internal server error.";
    return serviceError({ status, code: code ?? usual, message: message ?? text }, context);
  }
  const [usual, text] =
    GATEWAY_CODES[status] ?? (status < 500 ? BAD_REQUEST : ["APIGW.0601", "Internal server error."]);
  return gatewayError({ status, code: code ?? usual, message: message ?? text }, context);
}

function throttledAnswer(retryAfter: RetryAfter | undefined, context: AnswerContext): WireAnswer {
  const answer = statusAnswer({ kind: "status", status: 429 }, context);
  return retryAfter === undefined ? answer : withHeaders(answer, waitHeader(retryAfter));
}

function waitHeader(retryAfter: RetryAfter): Record<string, string> {
  if ("milliseconds" in retryAfter) return { "retry-after-ms": String(retryAfter.milliseconds) };
  if ("seconds" in retryAfter) return { "retry-after": String(retryAfter.seconds) };
  return { "retry-after": "date" in retryAfter ? new Date(retryAfter.date).toUTCString() : retryAfter.text };
}

function withHeaders(answer: WireAnswer, headers: Readonly<Record<string, string>>): WireAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
