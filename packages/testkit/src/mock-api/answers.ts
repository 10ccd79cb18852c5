import type { WireAnswer } from "./wire.ts";

/** What every answer carries. */
export interface AnswerContext {
  readonly requestId: string;
  /** The server's time, for the `Date` header: milliseconds since the epoch. */
  readonly now: number;
}

/** What an error says. */
export interface ErrorText {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An error of the gateway, which stands before the service: its body repeats the request id of the header. */
export function gatewayError({ status, code, message }: ErrorText, context: AnswerContext): WireAnswer {
  const body = { error_msg: message, error_code: code, request_id: context.requestId };
  return jsonAnswer(status, body, context, `${code} ${message}`);
}

/** An error of the service itself. */
export function serviceError({ status, code, message }: ErrorText, context: AnswerContext): WireAnswer {
  return jsonAnswer(status, { error_code: code, error_msg: message }, context, `${code} ${message}`);
}

export function jsonAnswer(status: number, body: unknown, context: AnswerContext, summary: string): WireAnswer {
  return { ...textAnswer(status, JSON.stringify(body), "application/json", context), summary };
}

/** Any body. The service stands behind the gateway, so that its answers carry the gateway's headers too. */
export function textAnswer(status: number, body: string, type: string, context: AnswerContext): WireAnswer {
  const headers = {
    date: new Date(context.now).toUTCString(),
    server: "api-gateway",
    "x-request-id": context.requestId,
    ...(body === "" ? {} : { "content-type": type }),
  };
  const summary = body === "" ? "an empty body" : `a body of ${type}`;
  return { status, headers, body, summary, delivery: { kind: "whole" } };
}
