import type { Attributes } from "@opentelemetry/api";
import type { RequestEvent, ResponseEvent } from "../events.ts";

/**
 * The methods of RFC 9110 and RFC 5789, which the conventions know; any other is `_OTHER`, so that their number is bounded.
 *
 * Source of all names here: https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and …/http-metrics/. What is not in
 * the conventions is named `coc.…`.
 */
const METHODS: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "CONNECT",
  "OPTIONS",
  "TRACE",
  "PATCH",
]);

/** The values of `ResponseEvent.error` that are the client's own. Anything else is a code of the service. */
const OWN_ERRORS: ReadonlySet<string> = new Set([
  "api_error",
  "network_error",
  "timeout",
  "unexpected_response",
  "aborted",
  "auth",
]);

/** The method alone: no part of the URL may be in a span's name. */
export function spanName({ method }: RequestEvent): string {
  return METHODS.has(method) ? method : "HTTP";
}

/** What is known when a span starts, which samplers decide by. */
export function requestAttributes(event: RequestEvent): Attributes {
  const { method, url, attempt, retry } = event;
  return {
    ...serverAttributes(event),
    "url.full": url,
    "http.request.method_original": METHODS.has(method) ? undefined : method,
    "http.request.resend_count": attempt > 1 ? attempt - 1 : undefined,
    "coc.retry.reason": retry && codeOf(retry.reason),
    "coc.retry.delay": retry && retry.delay / 1000,
  };
}

/** What is known when it ends. */
export function responseAttributes(event: ResponseEvent): Attributes {
  const { error, requestId } = event;
  return {
    ...resultAttributes(event),
    "coc.error_code": error === undefined || OWN_ERRORS.has(error) ? undefined : codeOf(error),
    "coc.request_id": requestId,
  };
}

/** The attributes of a measurement: of these there are few different values. */
export function metricAttributes(event: ResponseEvent): Attributes {
  return { ...serverAttributes(event.request), ...resultAttributes(event) };
}

function serverAttributes({ method, url }: RequestEvent): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": METHODS.has(method) ? method : "_OTHER",
    "server.address": hostname.replace(/^\[|\]$/g, ""), // an IPv6 address has brackets in a URL only
    "server.port": Number(port || (protocol === "http:" ? 80 : 443)),
  };
}

function resultAttributes({ status, error }: ResponseEvent): Attributes {
  return {
    "http.response.status_code": status || undefined, // 0 is what browsers give for a redirect that is not followed
    "error.type": error === undefined ? undefined : errorType(error, status),
  };
}

/** The status if it is an error, else a word of the client: there are few of both. */
function errorType(error: string, status = 0): string {
  if (status >= 400) return String(status);
  return OWN_ERRORS.has(error) ? error : "api_error";
}

/** A code is passed on only if it looks like one: it is the service's text. */
function codeOf(text: string): string {
  return /^[\w.-]{1,64}$/.test(text) ? text : "api_error";
}
