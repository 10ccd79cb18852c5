import { inspect } from "node:util";
import { expect, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, page, scriptedFetch, type Turn } from "../../test/scripted-fetch.ts";
import { systemClock } from "../clock.ts";
import { isApiError } from "../errors/api-error.ts";
import { isNetworkError } from "../errors/network-error.ts";
import { isTimeoutError } from "../errors/timeout-error.ts";
import { isUnexpectedResponseError } from "../errors/unexpected-response-error.ts";
import { type SendContext, type Sent, send } from "./send.ts";

const retry = { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };

/** Sends a GET through the turns; resolves to how it ended and what it took. */
async function play(
  turns: readonly Turn[],
  context: Partial<SendContext> = {},
  request = new Request("https://coc.example/v1/executions"),
) {
  const fetch = scriptedFetch(...turns);
  const clock = manualClock();
  const auth = (unsigned: Request) => {
    unsigned.headers.set("authorization", "SDK-HMAC-SHA256 Access=AKID, SignedHeaders=host, Signature=5ec2e7");
    unsigned.headers.set("x-security-token", "session-token");
    return unsigned;
  };
  const sent = await send(request, { auth, clock, fetch, retry, timeout: 30_000, signal: undefined, ...context });
  return { sent, requests: fetch.requests, slept: clock.slept };
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
  expect(sent.answer?.requestId).toBe("req-1");
  expect(slept).toEqual([]);
});

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
  [
    "a body that breaks",
    () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("terminated")) })),
  ],
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
  expect(errorOf(sent).message).toMatch(/^GET \/v1\/executions .*3 attempts, 1500 ms of waiting/);
});

const final: [name: string, turn: Turn, message: RegExp][] = [
  [
    "400",
    gateway(400, "COC.00010002"),
    /failed: 400 COC\.00010002 no \(request id req-9, 1 attempt\)\. A query parameter/,
  ],
  ["a bad signature", gateway(401, "APIGW.0301"), /401 APIGW\.0301 .*Check the access key/],
  ["another 401", gateway(401, "X.1"), /Check the credentials\. It was not tried again/],
  ["a user without the right", gateway(403, "APIGW.0302"), /coc:execution:list/],
  ["a wrong address", gateway(404, "APIGW.0101"), /does not lead to COC/],
  ["an error in a 200", json({ error_code: "COC.00010014", error_msg: "no" }), /failed: 200 COC\.00010014/],
  [
    "a redirect",
    new Response(null, { status: 302, headers: { location: "https://evil.example/x" } }),
    /answered 302, but it points elsewhere \(to evil\.example\)/,
  ],
];

test.each(final)("%s is not tried again", async (_, turn, message) => {
  const { sent, requests } = await play([turn, page(["EX1"])]);
  expect(requests).toHaveLength(1);
  expect(errorOf(sent).message).toMatch(message);
});

test("a POST is never tried again, since it changes tickets", async () => {
  const request = new Request("https://coc.example/v1/executions", { method: "POST", body: "{}" });
  const { requests } = await play([gateway(503, "APIGW.0613")], {}, request);
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
  expect(errorOf(sent).message).toContain("The service asks to wait 61000 ms.");
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
  for (const secret of ["AKID", "session-token", "session-t", "5ec2e7"]) expect(everything).not.toContain(secret);
});
