import {
  type Context,
  context,
  type MeterProvider,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { Observe, RequestEvent, ResponseEvent } from "../events.ts";
import { requestAttributes, responseAttributes, spanName } from "./attributes.ts";
import { durationRecorder } from "./duration-recorder.ts";

/** Where spans and metrics go. */
export interface OpenTelemetryOptions {
  /** @default the global one */
  readonly tracerProvider?: TracerProvider | undefined;
  /** @default the global one, looked up at each response, so that one set up later is used */
  readonly meterProvider?: MeterProvider | undefined;
}

/** The name under which spans and metrics are recorded. */
const SCOPE = "@coc-executions/client";

/**
 * Makes an `observe` option that turns each attempt into a client span and a measurement of `http.client.request.duration`,
 * by OpenTelemetry's stable conventions for HTTP. A span's parent is what is active where the client is called; it ends
 * when the body is read, the caller aborts, or there is nothing to sign with. One observer may serve many clients.
 *
 * No header is added to the request: the trace ends before the service.
 */
export function openTelemetry({ tracerProvider, meterProvider }: OpenTelemetryOptions = {}): Observe {
  const tracer = (tracerProvider ?? trace).getTracer(SCOPE);
  const recordDuration = durationRecorder(SCOPE, meterProvider);
  // Weak, so that even a request whose response is never reported could not keep its span.
  const open = new WeakMap<RequestEvent, { span: Span; parent: Context }>();

  const begin = (event: RequestEvent): void => {
    const parent = context.active();
    const attributes = requestAttributes(event);
    open.set(event, { parent, span: tracer.startSpan(spanName(event), { kind: SpanKind.CLIENT, attributes }, parent) });
  };

  const end = (event: ResponseEvent): void => {
    const { span, parent } = open.get(event.request) ?? {};
    if (span === undefined || parent === undefined) return;
    span.setAttributes(responseAttributes(event));
    if (event.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    recordDuration(event, trace.setSpan(parent, span));
    span.end();
  };

  return (event) => {
    if (event.kind === "request") begin(event);
    else if (event.kind === "response") end(event);
  };
}
