import { type Context, context, metrics, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { DataPointType } from "@opentelemetry/sdk-metrics";
import { afterEach, expect, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, page, scriptedFetch, type Turn } from "../../test/scripted-fetch.ts";
import { telemetry } from "../../test/telemetry.ts";
import { createClient } from "../client.ts";
import type { ClientOptions } from "../client-options.ts";
import { openTelemetry } from "./open-telemetry.ts";

afterEach(() => {
  for (const global of [context, metrics, trace]) global.disable();
});

const auth = (request: Request) => request;

function clientOf(turns: readonly Turn[], options: Partial<ClientOptions>) {
  const fetch = scriptedFetch(...turns);
  return createClient({ baseUrl: "https://coc.example:8443", auth, clock: manualClock(), fetch, ...options });
}

/** Makes one call, whether it succeeds or not, and returns its spans. */
async function spansOf(turns: readonly Turn[], options: Partial<ClientOptions> = {}, signal?: AbortSignal) {
  const { providers, spans, begun } = telemetry();
  const client = clientOf(turns, { observe: openTelemetry(providers), ...options });
  await client.executions.listPage({ limit: 1 }, { signal }).catch(() => undefined);
  expect(begun()).toBe(spans().length);
  return spans();
}

const gateway = (status: number, code: string) => json({ error_code: code, error_msg: "no" }, { status });

test("an attempt is a client span by the conventions for HTTP", async () => {
  const [span, ...others] = await spansOf([page(["EX1"])]);
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    name: "GET",
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.UNSET },
    ended: true,
  });
  expect(span?.instrumentationScope.name).toBe("@coc-executions/client");
  expect(span?.attributes).toEqual({
    "http.request.method": "GET",
    "url.full": "https://coc.example:8443/v1/executions?limit=1",
    "server.address": "coc.example",
    "server.port": 8443,
    "http.response.status_code": 200,
    "coc.request_id": "req-1",
  });
});

test("a retry is a span of its own, with its number, its reason and its delay in seconds", async () => {
  const [first, second] = await spansOf([gateway(503, "APIGW.0613"), page(["EX1"])]);
  expect(first?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(first?.attributes).toMatchObject({
    "http.response.status_code": 503,
    "error.type": "503",
    "coc.error_code": "APIGW.0613",
  });
  expect(first?.attributes).not.toHaveProperty(["http.request.resend_count"]);
  expect(second?.attributes).toMatchObject({
    "http.response.status_code": 200,
    "http.request.resend_count": 1,
    "coc.retry.reason": "APIGW.0613",
    "coc.retry.delay": 0.5,
  });
});

const hanging: Turn = () => new Promise<Response>(() => {});
const retry = { maxAttempts: 1 };

test.each<[what: string, type: string, turns: Turn[], options?: Partial<ClientOptions>]>([
  ["an error of the service", "400", [gateway(400, "COC.00010002")]],
  ["a 200 that reports an error", "api_error", [gateway(200, "COC.00010002")]],
  [
    "a redirect",
    "unexpected_response",
    [new Response(null, { status: 302, headers: { location: "https://a.example" } })],
  ],
  ["a page of HTML", "unexpected_response", [new Response("<html>")], { retry }],
  ["a lost connection", "network_error", [new TypeError("fetch failed")], { retry }],
  ["no answer in time", "timeout", [hanging], { retry, timeout: 5 }],
  ["nothing to sign with", "auth", [page([])], { auth: () => Promise.reject(new Error("no key")) }],
])("%s ends its span with the error type %s", async (_, type, turns, options) => {
  const [span] = await spansOf(turns, options);
  expect(span?.attributes).toMatchObject({ "error.type": type });
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR });
});

test("an abort ends the span", async () => {
  const controller = new AbortController();
  const turn: Turn = () => {
    setTimeout(() => controller.abort());
    return new Promise<Response>(() => {});
  };
  const [span] = await spansOf([turn], {}, controller.signal);
  expect(span?.attributes).toMatchObject({ "error.type": "aborted" });
});

test("a code that does not look like one stays out of the attributes", async () => {
  const [span] = await spansOf([gateway(400, `${"x".repeat(5000)}\n`)]);
  expect(span?.attributes).toMatchObject({ "error.type": "400", "coc.error_code": "api_error" });
});

test.each([
  ["https://coc.example", "coc.example", 443],
  ["http://127.0.0.1/coc", "127.0.0.1", 80],
  ["http://[::1]:9000", "::1", 9000],
])("%s is the server %s, port %i", async (baseUrl, address, port) => {
  const [span] = await spansOf([page([])], { baseUrl });
  expect(span?.attributes).toMatchObject({ "server.address": address, "server.port": port });
});

test("a method that the conventions do not know is told apart", async () => {
  const { providers, spans } = telemetry();
  const { api } = clientOf([page([])], { observe: openTelemetry(providers) });
  await api.request("purge" as "get", "/v1/executions");
  expect(spans()[0]).toMatchObject({
    name: "HTTP",
    attributes: { "http.request.method": "_OTHER", "http.request.method_original": "PURGE" },
  });
});

test("durations are measured in seconds, told apart by server, status and error", async () => {
  const { providers, metrics: measured } = telemetry();
  const turns = [gateway(503, "APIGW.0613"), page(["EX1"])];
  const client = clientOf(turns, { observe: openTelemetry(providers) });
  await client.executions.listPage();
  await client.executions.listPage();
  const [metric, ...others] = await measured();
  expect(others).toEqual([]);
  expect(metric?.descriptor).toMatchObject({ name: "http.client.request.duration", unit: "s" });
  if (metric?.dataPointType !== DataPointType.HISTOGRAM) return expect.unreachable();
  const server = { "http.request.method": "GET", "server.address": "coc.example", "server.port": 8443 };
  expect(metric.dataPoints.map(({ attributes, value }) => ({ attributes, count: value.count }))).toEqual([
    { attributes: { ...server, "http.response.status_code": 503, "error.type": "503" }, count: 1 },
    { attributes: { ...server, "http.response.status_code": 200 }, count: 2 },
  ]);
  expect(metric.dataPoints[0]?.value.buckets.boundaries).toHaveLength(14);
});

test("a duration is the client's own measure of the attempt", async () => {
  const { providers, metrics: measured } = telemetry();
  const clock = manualClock();
  const turn: Turn = async () => {
    await clock.sleep(250);
    return page([]);
  };
  await clientOf([turn], { clock, observe: openTelemetry(providers) }).executions.listPage();
  const [metric] = await measured();
  expect(metric?.dataPoints).toMatchObject([{ value: { sum: 0.25 } }]);
});

test("the span's parent is what is active where the client is called, also for a retry", async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const { providers, spans } = telemetry();
  const turns = [gateway(503, "APIGW.0613"), page(["EX1"])];
  const client = clientOf(turns, { observe: openTelemetry(providers), maxConcurrency: 1 });
  const tracer = providers.tracerProvider.getTracer("test");
  const callWithin = async (parent: Context) => context.with(parent, () => client.executions.listPage());
  const [one, other] = [tracer.startSpan("one"), tracer.startSpan("other")];
  // The second waits for the first: what is active then must not be the first one's.
  await Promise.all([one, other].map((span) => callWithin(trace.setSpan(ROOT_CONTEXT, span))));
  const parents = spans().map(({ parentSpanContext }) => parentSpanContext?.spanId);
  const [oneId, otherId] = [one, other].map((span) => span.spanContext().spanId);
  expect(parents.sort()).toEqual([oneId, oneId, otherId].sort());
});

test("two clients share an observer without mixing up their spans", async () => {
  const { providers, spans } = telemetry();
  const observe = openTelemetry(providers);
  const slow: Turn = () => new Promise((resolve) => setTimeout(() => resolve(page([])), 5));
  const clients = [
    clientOf([slow], { observe, baseUrl: "https://one.example" }),
    clientOf([gateway(400, "COC.00010002")], { observe, baseUrl: "https://two.example" }),
  ];
  await Promise.allSettled(clients.map(({ executions }) => executions.listPage()));
  const results = spans().map(({ attributes }) => [
    attributes["server.address"],
    attributes["http.response.status_code"],
  ]);
  expect(results).toEqual([
    ["two.example", 400],
    ["one.example", 200],
  ]);
});

test("providers that are set up after the client are found", async () => {
  const { providers, spans, metrics: measured } = telemetry();
  const client = clientOf([page([])], { observe: openTelemetry() });
  await client.executions.listPage();
  trace.setGlobalTracerProvider(providers.tracerProvider);
  metrics.setGlobalMeterProvider(providers.meterProvider);
  await client.executions.listPage();
  await client.executions.listPage();
  expect(spans()).toHaveLength(2);
  expect((await measured())[0]?.dataPoints).toMatchObject([{ value: { count: 2 } }]);
});
