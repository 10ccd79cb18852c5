import { inspect } from "node:util";
import { createMockApi, executions, virtualClock } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, page, scriptedFetch, type Turn } from "../../test/scripted-fetch.ts";
import { accessKey } from "../auth/access-key.ts";
import type { Auth } from "../auth/auth.ts";
import { createClient } from "../client.ts";
import type { ClientOptions } from "../client-options.ts";
import { systemClock } from "../clock.ts";
import { isApiError, isNetworkError, isTimeoutError, isUnexpectedResponseError } from "../errors.ts";
import type { ClientEvent } from "../events.ts";
import { canonicalRequestOf } from "../signing/canonical-request.ts";
import { createTransport, sendWith } from "../transport.ts";
import type { Sent } from "./send.ts";

const retry = { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };

type PlayOptions = Partial<ClientOptions> & { readonly signal?: AbortSignal; readonly request?: Request };

/** A signer whose secrets are easy to look for. */
function sign(unsigned: Request): Request {
  unsigned.headers.set("authorization", "SDK-HMAC-SHA256 Access=AKID, SignedHeaders=host, Signature=5ec2e7");
  unsigned.headers.set("x-security-token", "session-token");
  return unsigned;
}

/** A client that plays the turns, and what it was sent and slept. */
function player(turns: readonly Turn[], options: Partial<ClientOptions> = {}) {
  const fetch = scriptedFetch(...turns);
  const clock = manualClock();
  const transport = createTransport({ baseUrl: "https://coc.example", auth: sign, clock, fetch, ...options });
  const request = () => new Request("https://coc.example/v1/executions");
  const call = (own: { signal?: AbortSignal; request?: Request } = {}): Promise<Sent> =>
    sendWith(transport, own.request ?? request(), { signal: own.signal });
  return { call, clock, transport, requests: fetch.requests, slept: clock.slept };
}

/** Makes one call through the turns. */
async function play(turns: readonly Turn[], { signal, request, ...options }: PlayOptions = {}) {
  const { call, requests, slept } = player(turns, options);
  const sent = await call({ ...(signal && { signal }), ...(request && { request }) });
  return { sent, requests, slept };
}

function errorOf(sent: Sent): Error {
  if (sent.ok) throw new Error("The call succeeded");
  return sent.error;
}

const gateway = (status: number, code: string, headers: Record<string, string> = {}) =>
  json({ error_code: code, error_msg: "no", request_id: "req-9" }, { status, headers });

test("an answer is parsed, with its request id and what it took", async () => {
  const { sent, slept } = await play([page(["EX1"])]);
  expect(sent).toMatchObject({ ok: true, attempts: 1, waited: 0, body: { data: [{ execution_id: "EX1" }], total: 1 } });
  expect(sent.ok && sent.requestId).toBe("req-1");
  expect(slept).toEqual([]);
});

/** An answer whose body breaks off. */
const breaking = (status: number) =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("terminated")) }), { status });

const retried: [name: string, turn: Turn][] = [
  ["a fault of the network", new TypeError("fetch failed", { cause: new Error("read ECONNRESET") })],
  ["408", gateway(408, "X")],
  ["429", gateway(429, "APIGW.0308")],
  ["500", gateway(500, "APIGW.0601")],
  ["502", gateway(502, "APIGW.0201")],
  ["503", gateway(503, "APIGW.0613")],
  ["504", gateway(504, "APIGW.0201")],
  ["504 without a body", new Response(null, { status: 504 })],
  ["a failure inside the service, told as 400", gateway(400, "COC.00040701")],
  ["a page of HTML", new Response("<html>Log in</html>")],
  ["an empty 200", new Response("")],
  ["JSON that was cut off", new Response('{"data":[{"execution_id":"E')],
  ["a body that breaks off", () => breaking(200)],
  ["503 with a body that breaks off", () => breaking(503)],
];

test.each(retried)("%s is tried again", async (_, turn) => {
  const { sent, requests, slept } = await play([turn, turn, page(["EX1"])]);
  expect(sent).toMatchObject({ ok: true, attempts: 3, waited: 1500 });
  expect(requests).toHaveLength(3);
  expect(slept).toEqual([500, 1000]);
});

test.each(retried)("%s three times is an error", async (_, turn) => {
  const { sent, requests } = await play([turn]);
  expect(requests).toHaveLength(3);
  expect(errorOf(sent)).toMatchObject({ attempts: 3, waited: 1500, method: "GET", path: "/v1/executions" });
  expect(errorOf(sent).message).toMatch(/^GET \/v1\/executions .*3 attempts, waited 1500 ms/);
});

const final: [name: string, turn: Turn, message: RegExp][] = [
  [
    "400",
    gateway(400, "COC.00010002"),
    /failed: 400 COC\.00010002 no \(request id req-9, 1 attempt\)\. A query parameter/,
  ],
  ["a bad signature", gateway(401, "APIGW.0301"), /401 APIGW\.0301 .*Check the access key/],
  ["another 401", gateway(401, "X.1"), /Check the credentials\. It was not retried/],
  ["a 401 whose body breaks off", () => breaking(401), /failed: 401 \(1 attempt\)\. Check the credentials/],
  ["a user without the right", gateway(403, "APIGW.0302"), /the permission of this operation/],
  ["a wrong address", gateway(404, "APIGW.0101"), /does not lead to COC/],
  ["an error in a 200", json({ error_code: "COC.00010014", error_msg: "no" }), /failed: 200 COC\.00010014/],
  [
    "a redirect",
    new Response(null, { status: 302, headers: { location: "https://evil.example/x" } }),
    /returned 302, but redirects are not followed, since they would carry credentials \(to evil\.example\)/,
  ],
];

test.each(final)("%s is not tried again", async (_, turn, message) => {
  const { sent, requests } = await play([turn, page(["EX1"])]);
  expect(requests).toHaveLength(1);
  expect(errorOf(sent).message).toMatch(message);
});

test("a POST is never tried again, since it changes tickets", async () => {
  const request = new Request("https://coc.example/v1/executions", { method: "POST", body: "{}" });
  const { requests } = await play([gateway(503, "APIGW.0613")], { request });
  expect(requests).toHaveLength(1);
});

test("Retry-After is a minimum", async () => {
  const { slept } = await play([gateway(429, "APIGW.0308", { "retry-after": "7" }), page(["EX1"])]);
  expect(slept).toEqual([7500]);
});

test("a Retry-After beyond the limit fails at once and says how long it was", async () => {
  const { sent, slept } = await play([gateway(429, "APIGW.0308", { "retry-after": "61" })]);
  expect(slept).toEqual([]);
  expect(errorOf(sent)).toMatchObject({ retryAfter: 61_000, retryable: true, attempts: 1 });
  expect(errorOf(sent).message).toContain("The service asked to wait 61000 ms.");
});

test("the first bytes of a body that is none are kept", async () => {
  const { sent } = await play([new Response(`<html>${"x".repeat(500)}`, { headers: { "x-request-id": "req-2" } })]);
  const error = errorOf(sent);
  expect(isUnexpectedResponseError(error) && [error.status, error.requestId, error.body.length]).toEqual([
    200,
    "req-2",
    200,
  ]);
});

test("a fetch that never answers and ignores its signal ends at the time limit", async () => {
  const { sent } = await play([() => new Promise<Response>(() => {})], {
    timeout: 5,
    retry: { ...retry, maxAttempts: 2 },
  });
  expect(isTimeoutError(errorOf(sent))).toBe(true);
  expect(errorOf(sent)).toMatchObject({ timeout: 5, attempts: 2 });
});

test("a body that stalls ends at the time limit", async () => {
  const stalled = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }));
  const { sent } = await play([stalled], { timeout: 5, retry: { ...retry, maxAttempts: 1 } });
  expect(isTimeoutError(errorOf(sent))).toBe(true);
});

test.each([
  ["before it is sent", () => AbortSignal.abort("stop"), [page(["EX1"])] as Turn[]],
  ["while it is sent", (abort: AbortController) => abort.signal, [() => new Promise<Response>(() => {})] as Turn[]],
])("an abort %s rejects with the caller's reason", async (_, signalOf, turns) => {
  const controller = new AbortController();
  const sent = play(turns, { signal: signalOf(controller) });
  controller.abort("stop");
  await expect(sent).rejects.toBe("stop");
});

test("an abort while waiting to retry rejects at once", async () => {
  const controller = new AbortController();
  const clock = { ...systemClock, random: () => 1 };
  const turns: Turn[] = [
    () => {
      setTimeout(() => controller.abort("stop"));
      return gateway(503, "APIGW.0613");
    },
  ];
  const slow = { ...retry, baseDelay: 60_000, maxDelay: 60_000 };
  await expect(play(turns, { signal: controller.signal, clock, retry: slow })).rejects.toBe("stop");
});

test("one signal serves thousands of calls and keeps no listener", async () => {
  const controller = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = controller.signal;
  controller.signal.addEventListener = function (...words: Parameters<typeof addEventListener>) {
    listeners++;
    addEventListener.apply(this, words);
  };
  controller.signal.removeEventListener = function (...words: Parameters<typeof removeEventListener>) {
    listeners--;
    removeEventListener.apply(this, words);
  };
  for (let call = 0; call < 5000; call++) await play([page(["EX1"])], { signal: controller.signal });
  expect(listeners).toBe(0);
});

test("what auth throws is passed on, and nothing is sent", async () => {
  const refusal = new Error("no key");
  const requests = scriptedFetch(page(["EX1"]));
  const auth = () => Promise.reject(refusal);
  await expect(play([page(["EX1"])], { auth, fetch: requests })).rejects.toBe(refusal);
  expect(requests.requests).toHaveLength(0);
});

test("each attempt is signed afresh, with its own date", async () => {
  const dates: number[] = [];
  const auth = (request: Request, { date }: { date: Date }) => {
    dates.push(date.getTime());
    return request;
  };
  await play([gateway(503, "APIGW.0613"), page(["EX1"])], { auth });
  expect(dates).toEqual([Date.UTC(2025, 6, 1, 12), Date.UTC(2025, 6, 1, 12) + 500]);
});

test("a redirect is left to us to refuse", async () => {
  const modes: unknown[] = [];
  await play([
    (_, init) => {
      modes.push(init.redirect);
      return page(["EX1"]);
    },
  ]);
  expect(modes).toEqual(["manual"]);
});

const leaky: [name: string, turn: Turn][] = [
  [
    "a gateway that quotes the request",
    json(
      { error_code: "APIGW.0301", error_msg: "verify fail: Access=AKID x-security-token:session-token 5ec2e7" },
      { status: 401 },
    ),
  ],
  ["a body that is no JSON", new Response("debug: session-token, Signature=5ec2e7", { status: 500 })],
  [
    "a refusal that quotes it as its code and its request id",
    json({ error_code: "AKID", request_id: "5ec2e7" }, { status: 403, headers: { "x-request-id": "session-token" } }),
  ],
  ["a redirect", new Response(null, { status: 302, headers: { location: "https://session-token.example" } })],
  ["a 200 that is no JSON", new Response(`${"-".repeat(190)}session-token`)],
  [
    "a fetch that hangs the request on its error",
    (request) =>
      Promise.reject(
        Object.assign(new Error("failed for AKID", { cause: new Error("session-token") }), {
          request: [...request.headers],
        }),
      ),
  ],
];

test.each(leaky)("no secret in the error of %s", async (_, turn) => {
  const { sent } = await play([turn]);
  const error = errorOf(sent);
  expect(isApiError(error) || isNetworkError(error) || isUnexpectedResponseError(error)).toBe(true);
  const everything = [
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    String(error),
    error.stack,
  ].join("\n");
  for (const secret of ["session-token", "session-t", "5ec2e7"]) expect(everything).not.toContain(secret);
});

/** A gateway whose clock is `ahead` of the client's, and that takes a quarter of an hour to either side. */
function skewedGateway(ahead: number, clock: { now(): number }, dates: number[]): Turn {
  return (request) => {
    const serverTime = clock.now() + ahead;
    const signedAt = Number(request.headers.get("x-signed-at"));
    dates.push(signedAt);
    const date = new Date(serverTime).toUTCString();
    return Math.abs(signedAt - serverTime) < 900_000
      ? page(["EX1"])
      : json(
          {
            error_code: "APIGW.0301",
            error_msg: "calc aksk signature fail:signature expired, signature time:1,server time:2",
          },
          { status: 401, headers: { date } },
        );
  };
}

const signWithDate: Auth = (request, { date }) => {
  request.headers.set("x-signed-at", String(date.getTime()));
  return request;
};

test.each([3_600_000, -86_400_000])("a clock that is %i ms off is mended once, for good", async (ahead) => {
  const clock = manualClock();
  const dates: number[] = [];
  const { call, transport } = player([skewedGateway(ahead, clock, dates)], { auth: signWithDate, clock });
  expect(await call()).toMatchObject({ ok: true, attempts: 2, waited: 0 });
  expect(await call()).toMatchObject({ ok: true, attempts: 1 });
  expect(Math.abs(transport.clockOffset - ahead)).toBeLessThanOrEqual(1000);
  expect(dates).toHaveLength(3);
});

const expired = { error_code: "APIGW.0301", error_msg: "signature expired" };
const expiredAt = (date: string) => json(expired, { status: 401, headers: { date } });

test("a service that calls the time wrong again and again is asked twice", async () => {
  const clock = manualClock();
  const hourAgo = new Date(clock.now() - 3_600_000).toUTCString();
  const { sent, requests } = await play([expiredAt(hourAgo)], { clock });
  expect(requests).toHaveLength(2);
  expect(errorOf(sent)).toMatchObject({ status: 401, attempts: 2 });
});

test.each(["Fri, 31 Dec 9999 23:59:59 GMT", "Tue, 19 Jan 2038 03:14:07 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"])(
  "a service that says %s does not move the clock: no later request is signed for that time",
  async (date) => {
    const { call, transport } = player([expiredAt(date), page(["EX1"])]);
    expect(errorOf(await call())).toMatchObject({ status: 401, attempts: 1 });
    expect(transport.clockOffset).toBe(0);
    expect(await call()).toMatchObject({ ok: true });
  },
);

test.each([
  ["whose Date is as ours", { date: new Date(Date.UTC(2025, 6, 1, 12)).toUTCString() }],
  ["without a Date", {}],
  ["from a cache", { date: new Date(0).toUTCString(), age: "5" }],
])("a refusal for the time %s is final", async (_, headers) => {
  const answer = { error_code: "APIGW.0301", error_msg: "signature expired" };
  const { requests } = await play([json(answer, { status: 401, headers })]);
  expect(requests).toHaveLength(1);
});

test("the canonical request that the gateway prints is compared with ours", async () => {
  const auth = accessKey({ accessKeyId: "AKID", secretAccessKey: "SECRET" });
  const printed = (request: Request, change: (canonical: string) => string) =>
    json(
      {
        error_code: "APIGW.0301",
        error_msg: `verify aksk signature fail, canonicalRequest:${change(canonicalRequestOf(request) ?? "").replaceAll("\n", "|")}`,
      },
      { status: 401 },
    );
  const same = await play([(request) => printed(request, (canonical) => canonical)], { auth });
  expect(errorOf(same.sent).message).toMatch(/the secret access key must be wrong\.$/);

  const changed = await play(
    [(request) => printed(request, (canonical) => canonical.replace("coc.example", "proxy.example"))],
    { auth },
  );
  expect(errorOf(changed.sent).message).toMatch(
    /The first difference is in the header host: the gateway saw "host:proxy\.example", but "host:coc\.example" was signed\./,
  );
});

test("an outage is not multiplied: when the budget is spent, calls are not tried again", async () => {
  const { call, requests, transport } = player([gateway(503, "APIGW.0613")]);
  for (let calls = 0; calls < 200; calls++) await call();
  expect(requests).toHaveLength(200 + 100);
  for (let success = 0; success < 5; success++) transport.retryBudget.earn();
  expect(await call()).toMatchObject({ attempts: 2 });
});

test("a 429 holds back the other callers too", async () => {
  const clock = virtualClock();
  const start = clock.now();
  const starts: number[] = [];
  const turn: Turn = () => {
    starts.push(clock.now() - start);
    return starts.length === 1 ? gateway(429, "APIGW.0308", { "retry-after": "5" }) : page(["EX1"]);
  };
  let second: Promise<Sent> | undefined;
  const observe = ({ kind }: ClientEvent) => {
    if (kind === "retry") second = call();
  };
  const { call } = player([turn], { clock, observe });
  await call();
  await second;
  expect(starts).toHaveLength(3);
  expect(starts.map((time) => time >= 5000)).toEqual([false, true, true]);
});

const RATE_LIMITED = gateway(429, "APIGW.0308", { "retry-after": "5" });

const givingUp: [name: string, turns: Turn[], options: Partial<ClientOptions>, expected: number][] = [
  ["where there are no retries", [RATE_LIMITED], { retry: { ...retry, maxAttempts: 1 } }, 5500],
  ["of the last attempt", [RATE_LIMITED, RATE_LIMITED], { retry: { ...retry, maxAttempts: 2 } }, 5500],
  ["that asks for more than is waited", [gateway(429, "APIGW.0308", { "retry-after": "3600" })], {}, 60_500],
  ["that asks for nothing", [gateway(429, "APIGW.0308")], { retry: { ...retry, maxAttempts: 1 } }, 500],
];

test.each(givingUp)("a 429 %s holds back the other calls all the same", async (_, turns, options, expected) => {
  const { call } = player([...turns, page(["EX1"])], options);
  expect(errorOf(await call())).toMatchObject({ status: 429 });
  expect(await call()).toMatchObject({ ok: true, attempts: 1, waited: expected });
});

test("so does the 429 of a POST, and one for which no retries are left", async () => {
  const { call, transport } = player([RATE_LIMITED, RATE_LIMITED, page(["EX1"])]);
  const request = new Request("https://coc.example/v1/executions", { method: "POST", body: "{}" });
  expect(errorOf(await call({ request }))).toMatchObject({ status: 429, waited: 0 });
  while (transport.retryBudget.spend());
  expect(errorOf(await call())).toMatchObject({ status: 429, waited: 5500 });
  expect(await call()).toMatchObject({ ok: true, waited: 5500 });
});

test("the call that met a 429 waits as long as it tells, and no longer", async () => {
  const chances = [0.9, 0.5]; // the last one first
  const clock = { ...manualClock(), random: () => chances.pop() ?? 0 };
  const { sent } = await play([gateway(429, "APIGW.0308"), page(["EX1"])], { clock });
  expect(sent).toMatchObject({ ok: true, waited: 250 });
  expect(clock.slept).toEqual([250]);
});

test("a call that never waited has waited for no time, however long it takes", async () => {
  const clock = manualClock();
  let time = 0;
  const ticking = { ...clock, now: () => (time += 7) };
  const { sent } = await play([gateway(503, "APIGW.0613")], { clock: ticking, retry: { ...retry, maxAttempts: 1 } });
  expect(sent.waited).toBe(0);
  expect(errorOf(sent)).toMatchObject({ waited: 0, message: expect.stringContaining("(request id req-9, 1 attempt)") });
});

test("waits are whole milliseconds", async () => {
  const clock = manualClock(0.0001);
  const { sent } = await play([gateway(503, "APIGW.0613")], { clock, retry: { ...retry, maxAttempts: 2 } });
  expect(sent.waited).toBe(1);
  expect(errorOf(sent).message).toContain("(request id req-9, 2 attempts, waited 1 ms)");
});

test("no wait and no duration is negative, where the clock is set back meanwhile", async () => {
  const manual = manualClock();
  let setBackBy = 0;
  const clock = { ...manual, now: () => manual.now() - setBackBy };
  let finish: (response: Response) => void = () => {};
  const durations: number[] = [];
  const observe = (event: ClientEvent) => {
    if (event.kind === "response") durations.push(event.duration);
  };
  const turns: Turn[] = [() => new Promise((resolve) => (finish = resolve)), page(["EX2"])];
  const { call } = player(turns, { clock, maxConcurrency: 1, observe });
  const calls = [call(), call()];
  await new Promise((resolve) => setTimeout(resolve));
  setBackBy = 3_600_000;
  finish(page(["EX1"]));
  expect((await Promise.all(calls)).map(({ waited }) => waited)).toEqual([0, 0]);
  expect(durations).toEqual([0, 0]);
});

/** An auth that keeps whether it was told of a refusal. */
function watchRefusals() {
  const refusals: unknown[] = [];
  const auth: Auth = (request, context) => {
    refusals.push(context.refused);
    return signWithDate(request, context);
  };
  return { auth, refusals };
}

test("a signature that is refused for its date alone does not make a provider be asked again", async () => {
  const clock = manualClock();
  const { auth, refusals } = watchRefusals();
  const { call } = player([skewedGateway(3_600_000, clock, [])], { auth, clock });
  await call();
  await call();
  expect(refusals).toEqual([false, false, false]);
});

test("what the service refused is told until an answer says otherwise", async () => {
  const { auth, refusals } = watchRefusals();
  const turns = [gateway(401, "APIGW.0301"), new TypeError("fetch failed"), page(["EX1"])];
  const { call } = player(turns, { auth, retry: { ...retry, maxAttempts: 1 } });
  for (let calls = 0; calls < 4; calls++) await call();
  expect(refusals).toEqual([false, true, true, false]);
});

test("no more requests are in flight than maxConcurrency, and the rest come in turn", async () => {
  let running = 0;
  let most = 0;
  const turn: Turn = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve));
    running--;
    return page(["EX1"]);
  };
  const { call } = player([turn], { maxConcurrency: 3 });
  await Promise.all(Array.from({ length: 20 }, () => call()));
  expect(most).toBe(3);
});

test("a call that waits its turn can be aborted, and its place goes to the next", async () => {
  const controller = new AbortController();
  let finish: (response: Response) => void = () => {};
  const turns: Turn[] = [() => new Promise((resolve) => (finish = resolve)), page(["EX2"])];
  const { call, requests } = player(turns, { maxConcurrency: 1 });
  const first = call();
  const second = call({ signal: controller.signal });
  const third = call();
  controller.abort("stop");
  await expect(second).rejects.toBe("stop");
  finish(page(["EX1"]));
  expect([(await first).ok, (await third).ok]).toEqual([true, true]);
  expect(requests).toHaveLength(2);
});

test("requestsPerSecond spaces the requests", async () => {
  const clock = manualClock();
  const { call } = player([page(["EX1"])], { requestsPerSecond: 4, clock });
  const sent = [await call(), await call(), await call()];
  expect(sent.map(({ waited }) => waited)).toEqual([0, 250, 250]);
  expect(clock.slept).toEqual([250, 250]);
});

test("an observer is told of each request, answer and retry, with their numbers", async () => {
  const events: ClientEvent[] = [];
  const { call } = player([gateway(503, "APIGW.0613"), page(["EX1"])], { observe: (event) => void events.push(event) });
  await call();
  await call();
  const number = (call: number, attempt: number) => ({ call, attempt });
  const asked = { kind: "request", method: "GET", url: "https://coc.example/v1/executions", retry: undefined };
  const retry = { reason: "APIGW.0613", delay: 500 };
  const [first, , , second, , third] = events;
  const answer = { kind: "response", status: 200, requestId: "req-1", duration: 0, error: undefined };
  expect(events).toEqual([
    { ...asked, ...number(1, 1) },
    { ...answer, ...number(1, 1), request: first, status: 503, requestId: "req-9", error: "APIGW.0613" },
    { kind: "retry", ...number(1, 2), ...retry },
    { ...asked, ...number(1, 2), retry },
    { ...answer, ...number(1, 2), request: second },
    { ...asked, ...number(2, 1) },
    { ...answer, ...number(2, 1), request: third },
  ]);
  const requests = events.filter(({ kind }) => kind === "request");
  const answers = events.filter((event) => event.kind === "response");
  expect(answers.every(({ request }, index) => request === requests[index])).toBe(true);
});

test.each([
  ["an abort", { auth: () => new Promise<Request>(() => {}) }, "aborted"],
  ["an auth that throws", { auth: () => Promise.reject(new Error("no key")) }, "auth"],
])("%s ends the attempt for the observer too", async (_, options, error) => {
  const events: ClientEvent[] = [];
  const controller = new AbortController();
  const { call } = player([page(["EX1"])], { ...options, observe: (event) => void events.push(event) });
  const sent = call({ signal: controller.signal });
  setTimeout(() => controller.abort("stop"));
  await expect(sent).rejects.toBeDefined();
  expect(events.at(-1)).toMatchObject({ kind: "response", error, status: undefined });
});

test.each([
  [
    "throws",
    () => {
      throw new Error("observer");
    },
  ],
  ["rejects", () => Promise.reject(new Error("observer"))],
])("an observer that %s breaks nothing", async (_, observe) => {
  const { sent } = await play([page(["EX1"])], { observe: observe as () => void });
  expect(sent.ok).toBe(true);
});

test("under a virtual clock that the mock has too, answers that never come cost their time limits and no time", async () => {
  const clock = virtualClock();
  const start = clock.now();
  for (const kind of ["hang", "hang-in-body"] as const) {
    const mock = createMockApi({ executions: executions(3), clock });
    mock.fail({ kind, times: 2 });
    const client = createClient({
      baseUrl: "https://coc.example",
      auth: (request) => request,
      fetch: mock.fetch,
      clock,
    });
    expect((await client.executions.listPage()).items).toHaveLength(3);
    expect(mock.calls).toHaveLength(3);
  }
  expect(clock.now() - start).toBeGreaterThanOrEqual(4 * 30_000);
  expect(Number.isInteger(clock.now())).toBe(true);
});

test("a call that is at work does not time out because others sleep for hours", async () => {
  const clock = virtualClock();
  const mock = createMockApi({
    executions: executions(3),
    clock,
    beforeAnswer: () => new Promise((resolve) => setTimeout(resolve, 30)),
  });
  const client = createClient({ baseUrl: "https://coc.example", auth: (request) => request, fetch: mock.fetch, clock });
  const [page] = await Promise.all([client.executions.listPage(), clock.sleep(24 * 3_600_000)]);
  expect(page.items).toHaveLength(3);
  expect(mock.calls).toHaveLength(1);
});
