import { type Context, type Histogram, type MeterProvider, metrics, ValueType } from "@opentelemetry/api";
import type { ResponseEvent } from "../events.ts";
import { metricAttributes } from "./attributes.ts";

/** The boundaries that the conventions advise. Source: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/. */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Measures responses. The global provider is looked up each time: unlike a tracer, a meter does not follow one set up later. */
export function durationRecorder(
  scope: string,
  fixed: MeterProvider | undefined,
): (event: ResponseEvent, context: Context) => void {
  let provider: MeterProvider | undefined;
  let histogram: Histogram | undefined;
  return (event, context) => {
    const current = fixed ?? metrics.getMeterProvider();
    if (histogram === undefined || provider !== current) {
      provider = current;
      histogram = createHistogram(current, scope);
    }
    histogram.record(Math.max(0, event.duration) / 1000, metricAttributes(event), context);
  };
}

function createHistogram(provider: MeterProvider, scope: string): Histogram {
  return provider.getMeter(scope).createHistogram("http.client.request.duration", {
    description: "Duration of HTTP client requests.",
    unit: "s",
    valueType: ValueType.DOUBLE,
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
}
