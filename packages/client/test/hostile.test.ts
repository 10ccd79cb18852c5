import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import type { ClientOptions } from "../src/client-options.ts";
import {
  accessKey,
  createClient,
  isApiError,
  isCocError,
  isInvalidArgumentError,
  isUnexpectedResponseError,
  token,
} from "../src/index.ts";
import { manualClock } from "./manual-clock.ts";
import { json, page, scriptedFetch } from "./scripted-fetch.ts";

// What a service, a proxy or a runtime does that nobody expects, over real connections where those matter.

const auth = (request: Request) => request;

function clientAt(baseUrl: string, options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl, auth, clock: manualClock(), ...options });
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that sends these bytes and closes, whatever it is asked. */
async function serveRaw(text: string): Promise<string> {
  const server = createSocketServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(text));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a body that unpacks to more than maxResponseBytes is given up, and not requested again", async () => {
  let requests = 0;
  const bomb = gzipSync(Buffer.alloc(40_000_000, " "));
  const baseUrl = await serve((_, response) => {
    requests++;
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb);
  });
  const client = clientAt(baseUrl, { maxResponseBytes: 1_000_000 });
  const error = await client.executions.listPage().catch((thrown: unknown) => thrown);
  if (!isUnexpectedResponseError(error)) throw error;
  expect(error.message).toMatch(/its body is too long: it is larger than 1000000 bytes .*raise `maxResponseBytes`/);
  expect(error).toMatchObject({ retryable: false, attempts: 1 });
  await expect(client.executions.list().toArray()).rejects.toMatchObject({ code: "unexpected_response" });
  await expect(client.api.GET("/v1/executions")).rejects.toMatchObject({ code: "unexpected_response" });
  expect(requests).toBe(3);
});

test("of an error no more than a mebibyte is read", async () => {
  let sent = 0;
  const baseUrl = await serve((_, response) => {
    response.writeHead(500, { "content-type": "text/plain" });
    const write = () => {
      if (response.destroyed || sent >= 100_000_000) return void response.end();
      sent += 1_000_000;
      response.write(Buffer.alloc(1_000_000, "x"), write);
    };
    write();
  });
  const error = await clientAt(baseUrl)
    .executions.listPage()
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "api_error", status: 500, retryable: false, attempts: 1 });
  expect(sent).toBeLessThan(50_000_000);
});

test.each([
  ["HTTP/1.1 600 Odd\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}", 600],
  ["HTTP/1.1 999 Denied\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}", 999],
  ["HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n", 304],
])("%j is a typed error, from the methods and from the api", async (text, status) => {
  const client = clientAt(await serveRaw(text), { retry: { maxAttempts: 1 } });
  for (const call of [() => client.executions.listPage(), () => client.api.GET("/v1/executions")]) {
    const error = await call().catch((thrown: unknown) => thrown);
    expect(isCocError(error), String(error)).toBe(true);
    if (isUnexpectedResponseError(error)) expect(error.status).toBe(status);
  }
});

test("a reason phrase in another script does no harm", async () => {
  const body = '{"error_code":"COC.00010002","error_msg":"no"}';
  const head = `HTTP/1.1 400 错误的请求\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`;
  const client = clientAt(await serveRaw(head + body));
  await expect(client.executions.listPage()).rejects.toMatchObject({ status: 400, errorCode: "COC.00010002" });
  const { error, response } = await client.api.GET("/v1/executions");
  expect([error, response.status]).toEqual([JSON.parse(body), 400]);
});

test.each([[{ ok: true, status: 200, text: async () => "{}" }], [undefined], ["{}"], [new Map()]])(
  "a fetch that resolves to %o is refused by name",
  async (value) => {
    const client = clientAt("https://coc.example", { fetch: async () => value as Response });
    for (const call of [client.executions.listPage(), client.api.GET("/v1/executions")])
      await expect(call).rejects.toSatisfy(
        (error) => isInvalidArgumentError(error) && error.message.startsWith("fetch must be a function that resolves"),
      );
  },
);

test("fetch is called with a URL and plain options, which those of other packages can read", async () => {
  const calls: [unknown, RequestInit][] = [];
  const fetch: ClientOptions["fetch"] = async (url, init) => {
    calls.push([url, init]);
    return page(["EX1"]);
  };
  const client = clientAt("https://coc.example", { fetch, headers: { "x-team": "core" } });
  await client.executions.listPage({ limit: 1 });
  const [[url, init] = []] = calls;
  expect(url).toBe("https://coc.example/v1/executions?limit=1");
  expect(init).toMatchObject({ method: "GET", headers: [["x-team", "core"]], redirect: "manual", cache: "no-store" });
});

test("what Next.js throws to end a rendering passes through once, untouched", async () => {
  const bailout = Object.assign(new Error("Dynamic server usage"), { digest: "DYNAMIC_SERVER_USAGE" });
  const fetch = scriptedFetch(bailout);
  await expect(clientAt("https://coc.example", { fetch }).executions.listPage()).rejects.toBe(bailout);
  await expect(clientAt("https://coc.example", { fetch }).executions.list().toArray()).rejects.toBe(bailout);
  expect(fetch.requests).toHaveLength(2);
});

test.each([0, "0"])("an error_code of %j beside tickets is no error", async (error_code) => {
  const fetch = scriptedFetch(json({ error_code, error_msg: "", data: [{ execution_id: "EX1" }], total: 1 }));
  const { items } = await clientAt("https://coc.example", { fetch }).executions.listPage();
  expect(items).toHaveLength(1);
});

test("a runtime without DOMException, URL.canParse and throwIfAborted will do", async () => {
  const program = join(import.meta.dirname, "bare-runtime.ts");
  const words = ["--conditions=@coc-executions/source", program];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  expect(JSON.parse(stdout)).toEqual({
    tickets: [{ execution_id: "EX1", odd: 1 }],
    late: "timeout",
    events: ["request", "response", "page", "drift"],
  });
});

/** A signal as the package abort-controller makes them: without a reason. */
function signalWithoutReason() {
  const target = new EventTarget();
  const signal = Object.assign(target, { aborted: false }) as EventTarget & { aborted: boolean };
  const abort = () => {
    signal.aborted = true;
    signal.dispatchEvent(new Event("abort"));
  };
  return { signal: signal as unknown as AbortSignal, abort };
}

test("a signal of the package abort-controller ends a call and a list with an AbortError", async () => {
  const client = clientAt("https://coc.example", { fetch: () => new Promise(() => {}) });
  for (const run of [
    (signal: AbortSignal) => client.executions.listPage({}, { signal }),
    (signal: AbortSignal) => client.executions.list({}, { signal }).toArray(),
  ]) {
    const { signal, abort } = signalWithoutReason();
    const running = run(signal);
    await new Promise((resolve) => setTimeout(resolve));
    abort();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    await expect(run(signal)).rejects.toMatchObject({ name: "AbortError" });
  }
});

test("dates and promises of another realm are what they are", async () => {
  const context = createContext({});
  const date: Date = runInContext("new Date(1751371200000)", context);
  const fetch = scriptedFetch(page(["EX1"]));
  const client = clientAt("https://coc.example", { fetch });
  await client.executions.listPage({ start_time: date });
  expect(fetch.requests[0]?.url).toContain("start_time=1751371200000");
  const where: () => boolean = runInContext("(async () => false)", context);
  await expect(client.executions.list({}, { where }).toArray()).rejects.toMatchObject({
    option: "the result of where",
  });
  const observe: () => void = runInContext("(async () => { throw new Error('lost') })", context);
  await clientAt("https://coc.example", { fetch, observe }).executions.listPage();
});

test("an error that was JSON on its way keeps its guard and its message", async () => {
  const fetch = scriptedFetch(json({ error_code: "COC.00010002", error_msg: "no" }, { status: 400 }));
  const error = await clientAt("https://coc.example", { fetch })
    .executions.listPage()
    .catch((thrown: unknown) => thrown);
  if (!isApiError(error)) throw error;
  for (const copy of [JSON.parse(JSON.stringify(error)), structuredClone(error.toJSON())]) {
    expect(isApiError(copy) && [copy.message, copy.status]).toEqual([error.message, 400]);
    expect(isUnexpectedResponseError(copy)).toBe(false);
  }
  for (const other of [null, 7, {}, { code: "api_error" }, new Error("no")]) expect(isCocError(other)).toBe(false);
});

test("nothing that the service sends reaches a terminal as a control sequence", async () => {
  const esc = String.fromCharCode(27);
  const evil = `a${esc}]52;c;aGk=${String.fromCharCode(7)}${esc}[2J\r\n${String.fromCharCode(0x9b)}1m${String.fromCharCode(0x7f)}\u202eb\u2028c\u2066d`;
  const safe = /^[\x20-\x7e…“”]*$/;
  const quoted = { error_code: evil, error_msg: evil, request_id: evil };
  const turns = [
    json(quoted, { status: 400 }),
    json(quoted),
    new Response(evil, { status: 403 }),
    new Response(evil),
    new Error(evil),
  ];
  for (const turn of turns) {
    const client = clientAt("https://coc.example", { fetch: scriptedFetch(turn), retry: { maxAttempts: 1 } });
    const error = await client.executions.listPage().catch((thrown: unknown) => thrown);
    if (!isCocError(error)) throw error;
    expect(error.message).toMatch(safe);
    if (isApiError(error)) expect(`${error.errorCode} ${error.errorMessage} ${error.requestId}`).toMatch(safe);
  }
  const names: string[] = [];
  const ticket = { execution_id: "EX1", status: evil, [evil]: 1 };
  const observe: ClientOptions["observe"] = (event) => event.kind === "drift" && names.push(event.name);
  await clientAt("https://coc.example", {
    fetch: scriptedFetch(json({ data: [ticket], total: 1 })),
    observe,
  }).executions.listPage();
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(safe);
});

test("a Retry-After of weeks silences a watch no longer than maxRetryAfter", async () => {
  const fetch = scriptedFetch(new Response("{}", { status: 503, headers: { "retry-after": "1751000000" } }));
  const enough = new Error("enough");
  const delays: number[] = [];
  const onError = (_: unknown, { delay }: { readonly delay: number }) => {
    delays.push(delay);
    throw enough;
  };
  const changes = clientAt("https://coc.example", { fetch }).executions.watch({}, { onError });
  await expect(changes[Symbol.asyncIterator]().next()).rejects.toBe(enough);
  expect(delays).toHaveLength(1);
  expect(delays[0]).toBeGreaterThanOrEqual(60_000);
  expect(delays[0]).toBeLessThanOrEqual(66_000);
});

test("a 401 under a token speaks of tokens, not of access keys", async () => {
  const fetch = scriptedFetch(json({ error_code: "APIGW.0301", error_msg: "no" }, { status: 401 }));
  const client = clientAt("https://coc.example", { fetch, auth: token("T") });
  const error = await client.executions.listPage().catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/Check the token/);
  expect(String(error)).not.toMatch(/access key/);
});

test("a fetch that fails in a page names CORS, and elsewhere it does not", async () => {
  const call = () =>
    clientAt("https://coc.example", { fetch: scriptedFetch(new TypeError("Failed to fetch")) }).executions.listPage();
  await expect(call()).rejects.toThrow(/Check the base URL, the network and the proxy\.$/);
  vi.stubGlobal("document", {});
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(call()).rejects.toThrow(/does not allow this page's origin \(CORS\)/);
});

const LONG = 100_000;
const worst: [string, string][] = [
  ["spaces behind a server time", `signature expired, server time:${" ".repeat(LONG)}x`],
  ["server times", "server time:20250701T".repeat(LONG / 20)],
  ["digits of an id", `{"id":${"9".repeat(LONG)}`],
  ["spaces before an id", `{"id"${" ".repeat(LONG)}`],
  ["backslashes", "\\".repeat(LONG)],
  ["percent signs", "%25".repeat(LONG / 3)],
  ["a canonical request", `canonicalRequest:x${" ".repeat(LONG)}y`],
  ["dates", "Mon, 01 Jul 2025 ".repeat(LONG / 17)],
];

test.each(worst)(
  "100,000 characters of %s take no time, in a message, in a body and in a header",
  async (_, text) => {
    const header = text.slice(0, 10_000);
    const turns = [
      json({ error_code: "APIGW.0301", error_msg: text, request_id: text }, { status: 401 }),
      new Response(text, { status: 503, headers: { "retry-after": header, date: header, "x-request-id": header } }),
      new Response(text),
    ];
    for (const turn of turns) {
      const auth = accessKey({ accessKeyId: "AK", secretAccessKey: "SK+/secret==" });
      const client = clientAt("https://coc.example", { fetch: scriptedFetch(turn), auth, retry: { maxAttempts: 1 } });
      await expect(client.executions.listPage()).rejects.toSatisfy(isCocError);
    }
  },
  3000,
);
