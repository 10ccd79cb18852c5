import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";

/** A place for spans and metrics. */
export interface Telemetry {
  readonly providers: { readonly tracerProvider: BasicTracerProvider; readonly meterProvider: MeterProvider };
  /** The spans that ended. */
  spans(): readonly ReadableSpan[];
  /** How many spans were begun. */
  begun(): number;
  /** Closes the meter and tells what it has measured. */
  metrics(): Promise<MetricData[]>;
}

export function telemetry(): Telemetry {
  const spanExporter = new InMemorySpanExporter();
  let begun = 0;
  const counter = { onStart: () => void begun++, onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} };
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter), counter] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 86_400_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  return {
    providers: { tracerProvider, meterProvider },
    spans: () => spanExporter.getFinishedSpans(),
    begun: () => begun,
    async metrics() {
      await reader.forceFlush();
      const scopes = metricExporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
      await meterProvider.shutdown();
      return scopes.flatMap(({ metrics }) => metrics);
    },
  };
}
