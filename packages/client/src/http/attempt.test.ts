import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { page, scriptedFetch } from "../../test/scripted-fetch.ts";
import type { Auth } from "../auth/auth.ts";
import { type AttemptContext, type AttemptLimits, attempt } from "./attempt.ts";
import type { Outcome } from "./classify.ts";
import { FETCH_OPTIONS } from "./fetch.ts";

const sign: Auth = (request) => {
  request.headers.set("authorization", "SDK-HMAC-SHA256 Access=AKID, SignedHeaders=host, Signature=5ec2e7");
  return request;
};

const request = () => new Request("https://coc.example/v1/executions");

function tryOnce(
  { timeout = 10_000, signal, ...context }: Partial<AttemptContext & AttemptLimits> = {},
  url = "https://coc.example/v1/executions",
): Promise<Outcome> {
  const full: AttemptContext = {
    auth: sign,
    clock: manualClock(),
    fetch: (signed, init) => fetch(signed, init),
    fetchOptions: FETCH_OPTIONS,
    maxResponseBytes: 1_000_000,
    emit: undefined,
    clockOffset: 0,
    refused: false,
    ...context,
  };
  return attempt(new Request(url), full, { timeout, signal }, { call: 1, attempt: 1, retry: undefined });
}

function errorOf(outcome: Outcome): Error {
  if (outcome.ok) throw new Error("The attempt succeeded");
  return outcome.toError({ attempts: 1, waited: 0 });
}

const noRequests: [name: string, returned: unknown, end: string][] = [
  ["nothing", undefined, ", not undefined."],
  ["a header's value", "Bearer session-token", "."],
  ["what it signed with", { headers: new Headers() }, ", not an object with headers."],
  ["a Response", new Response(), ", not a Response."],
];

test.each(noRequests)("an auth that returns %s is refused by name, and nothing is sent", async (_, returned, end) => {
  const fetch = scriptedFetch(page(["EX1"]));
  const auth = (() => returned) as Auth;
  await expect(tryOnce({ auth, fetch })).rejects.toMatchObject({
    code: "invalid_argument",
    option: "auth",
    message: `auth must be a function that returns a Request${end}`,
  });
  expect(fetch.requests).toHaveLength(0);
});

test("a request of another implementation is taken as one", async () => {
  const { method, headers, url } = request();
  const auth: Auth = () => ({ method, headers, url }) as Request;
  expect(await tryOnce({ auth, fetch: async () => page(["EX1"]) })).toMatchObject({ ok: true });
});

test("where no credentials come in time the error says so, and nothing is sent, not even later", async () => {
  let comeLate: (signed: Request) => void = () => undefined;
  const fetch = scriptedFetch(page(["EX1"]));
  const auth: Auth = () => new Promise((resolve) => (comeLate = resolve));
  const error = errorOf(await tryOnce({ auth, fetch, timeout: 5 }));
  comeLate(request());
  await new Promise((resolve) => setTimeout(resolve));
  expect(error).toMatchObject({ code: "timeout", timeout: 5, path: "/v1/executions" });
  expect(error.message).toMatch(/Nothing was sent in the last attempt: `auth` or its provider returned no credentials/);
  expect(fetch.requests).toHaveLength(0);
});

test("where no answer comes in time the error speaks of the limit, not of credentials", async () => {
  const error = errorOf(await tryOnce({ fetch: () => new Promise(() => {}), timeout: 5 }));
  expect(error.message).toMatch(/took longer than 5 ms .* Raise `timeout`/);
  expect(error.message).not.toContain("credentials");
});

/** A service that answers with what `answer` writes, over a real connection. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader("x-request-id", "req-1");
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/v1/executions`;
}

/** Writes the beginning of a body, and ends the connection once it is on its way. */
function breakOff(response: ServerResponse, start: string | Uint8Array): void {
  response.write(start, () => setImmediate(() => response.destroy()));
}

const body = JSON.stringify({ data: [{ execution_id: "EX1" }], total: 1 });

const broken: [name: string, write: (response: ServerResponse, status: number) => void][] = [
  [
    "is shorter than was said",
    (response, status) => {
      response.writeHead(status, { "content-length": body.length });
      breakOff(response, body.slice(0, 20));
    },
  ],
  [
    "ends within its chunks",
    (response, status) => {
      response.writeHead(status);
      breakOff(response, body);
    },
  ],
  [
    "is not compressed as was said",
    (response, status) => {
      response.writeHead(status, { "content-encoding": "gzip" });
      response.end(body);
    },
  ],
];

test.each(broken)("a 200 whose body %s is unexpected, and worth another try", async (_, write) => {
  const outcome = await tryOnce({}, await serve((response) => write(response, 200)));
  expect(outcome).toMatchObject({ ok: false, retryable: true, reason: "unexpected_response" });
  const error = errorOf(outcome);
  expect(error).toMatchObject({
    code: "unexpected_response",
    status: 200,
    requestId: "req-1",
    body: "",
    cause: expect.any(Error),
  });
  expect(error.message).toMatch(
    /^GET \/v1\/executions returned 200, but its body ended early: .+ \(request id req-1, 1/,
  );
  expect(error.message).toMatch(/Check the network and the proxy\.$/);
});

test.each(broken)("an error whose body %s is judged by its status", async (_, write) => {
  const refused = await tryOnce({}, await serve((response) => write(response, 401)));
  expect(refused).toMatchObject({ ok: false, retryable: false, reason: "api_error" });
  expect(errorOf(refused)).toMatchObject({ code: "api_error", status: 401, requestId: "req-1", errorMessage: "" });

  const failed = await tryOnce({}, await serve((response) => write(response, 503)));
  expect(failed).toMatchObject({ ok: false, retryable: true, reason: "api_error" });
  expect(errorOf(failed)).toMatchObject({ code: "api_error", status: 503, cause: expect.any(Error) });
});

test("no secret in what is said of a body that broke off", async () => {
  const text = () => Promise.reject(new Error("5ec2e7", { cause: new Error("5ec2e7") }));
  for (const status of [200, 503]) {
    const error = errorOf(
      await tryOnce({ fetch: async () => Object.assign(new Response(null, { status }), { text }) }),
    );
    expect(error.cause).toMatchObject({ message: "[redacted]", cause: { message: "[redacted]" } });
    expect(`${error.message} ${error.stack}`).not.toMatch(/5ec2e7/);
  }
});
