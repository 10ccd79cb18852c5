import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { afterEach, expect, test } from "vitest";
import { accessKey, createClient, isNetworkError, isUnexpectedResponseError } from "../index.ts";
import { bypassesProxy } from "./no-proxy.ts";
import { nodeFetch } from "./node-fetch.ts";

const credentials = { accessKeyId: "NODE-FETCH-KEY", secretAccessKey: "node-fetch-secret" };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that tunnels, and what it was asked for. */
async function startProxy(password?: string) {
  const tunnels: string[] = [];
  const server = createServer();
  server.on("connect", (request: IncomingMessage, socket, head) => {
    const allowed = password === undefined || request.headers["proxy-authorization"] === `Basic ${btoa(password)}`;
    if (!allowed) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    tunnels.push(request.url ?? "");
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    for (const one of [socket, target]) one.on("error", () => undefined);
    closing.push(() => target.destroy());
  });
  return { url: await listen(server), tunnels };
}

async function serve(count = 250) {
  const server = await serveMockApi({ executions: executions(count), credentials });
  closing.push(() => server.close());
  return server;
}

const clientOf = (baseUrl: string, options?: Parameters<typeof nodeFetch>[0]) =>
  createClient({
    baseUrl,
    auth: accessKey(credentials),
    fetch: nodeFetch({ env: {}, ...options }),
    retry: { maxAttempts: 1 },
  });

test("lists and reads as the global fetch does", async () => {
  const server = await serve();
  const client = clientOf(server.url);
  expect(await client.executions.list().toArray()).toEqual(server.executions.all());
  const { response } = await client.executions.listPage({ limit: 1 });
  expect(response.status).toBe(200);
  expect(response.headers.get("X-Request-Id")).toBe(server.calls.at(-1)?.requestId);
  expect(response.headers.has("content-type")).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/json",
    server: "api-gateway",
  });
  const { data } = await client.api.GET("/v1/executions", { params: { query: { limit: 1 } } });
  expect(data?.total).toBe(250);
});

test("faults end as they do with the global fetch", async () => {
  const server = await serve(3);
  const client = clientOf(server.url);
  server.fail({ kind: "reset" });
  expect(isNetworkError(await client.executions.listPage().catch((error: unknown) => error))).toBe(true);
  server.fail({ kind: "redirect", location: "https://elsewhere.example/" });
  expect(isUnexpectedResponseError(await client.executions.listPage().catch((error: unknown) => error))).toBe(true);
  server.fail({ kind: "reset-in-body" });
  expect(isUnexpectedResponseError(await client.executions.listPage().catch((error: unknown) => error))).toBe(true);
  server.fail({ kind: "hang" });
  const reason = new Error("stop");
  const controller = new AbortController();
  const hanging = client.executions.listPage({}, { signal: controller.signal });
  hanging.catch(() => undefined);
  while (server.calls.length < 4) await new Promise((resolve) => setImmediate(resolve));
  controller.abort(reason);
  await expect(hanging).rejects.toBe(reason);
  expect((await client.executions.listPage()).items).toHaveLength(3);
});

test("compressed bodies are unpacked, and bounded as they are", async () => {
  const body = JSON.stringify({ data: executions(20), total: 20, filler: "x".repeat(5_000_000) });
  const url = await listen(
    createServer((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(body))),
  );
  expect((await clientOf(url).executions.listPage()).items).toHaveLength(20);
  const bounded = createClient({
    baseUrl: url,
    auth: accessKey(credentials),
    fetch: nodeFetch(),
    maxResponseBytes: 1000,
  });
  await expect(bounded.executions.listPage()).rejects.toThrow("larger than 1000 bytes");
});

test("goes through the proxy of the environment or of the option, except where NO_PROXY says so", async () => {
  const server = await serve(1);
  const { url, tunnels } = await startProxy();
  const { host } = new URL(server.url);
  for (const options of [{ env: { HTTP_PROXY: url } }, { env: { http_proxy: url.slice(7) } }, { proxy: url }])
    await clientOf(server.url, options).executions.listPage();
  expect(tunnels).toEqual([host, host, host]);
  for (const options of [
    { env: { HTTP_PROXY: url, NO_PROXY: host } },
    { env: { HTTP_PROXY: url }, proxy: false as const },
    { proxy: url, noProxy: "*" },
  ])
    await clientOf(server.url, options).executions.listPage();
  expect(tunnels).toHaveLength(3);
});

test("a proxy that asks for a password gets it, or the error says where to put it, without it", async () => {
  const server = await serve(1);
  const { url, tunnels } = await startProxy("ops:s3cret/word");
  const withPassword = url.replace("//", "//ops:s3cret%2Fword@");
  await clientOf(server.url, { proxy: withPassword }).executions.listPage();
  expect(tunnels).toHaveLength(1);
  const wrong = url.replace("//", "//ops:wr0ng@");
  const error: unknown = await clientOf(server.url, { proxy: wrong })
    .executions.listPage()
    .catch((thrown) => thrown);
  expect(error).toMatchObject({
    message: expect.stringContaining("the proxy asks for a password: put it into its address"),
  });
  expect(JSON.stringify(error)).not.toContain("wr0ng");
});

test.each([
  [{ proxy: "socks://x:y@z" }, /^proxy must be the URL of a proxy.+or false\.$/],
  [{ env: { HTTPS_PROXY: "ftp://user:s3cret@x" } }, /^HTTPS_PROXY must be the URL of a proxy, .+:port\.$/],
  [{ ca: "/etc/ca.pem" }, /^ca must be certificates in PEM: the content of the file, not its path/],
  [{ agent: 1 }, /^each key of the options of nodeFetch must be one of proxy, noProxy, ca, connections, env/],
])("the options %j are refused at once", (options, message) => {
  expect(() => nodeFetch(options as object)).toThrow(message);
});

test.each([
  ["*", "https://a.example", true],
  ["a.example", "https://a.example", true],
  ["a.example", "https://x.a.example", true],
  ["a.example", "https://ba.example", false],
  [".a.example", "https://x.a.example", true],
  [".a.example", "https://a.example", false],
  ["*.a.example", "https://x.a.example", true],
  ["a.example:443", "https://a.example", true],
  ["a.example:8443", "https://a.example", false],
  ["a.example:8443", "https://a.example:8443", true],
  ["A.Example", "https://a.example", true],
  ["b.example, a.example", "https://a.example", true],
  ["127.0.0.1", "http://127.0.0.1:80", true],
  ["0.0.1", "http://127.0.0.1", false],
  ["::1", "http://[::1]:8080", true],
  ["[::1]:8080", "http://[::1]:8080", true],
  ["[::1]:81", "http://[::1]:8080", false],
  ["", "https://a.example", false],
])("NO_PROXY=%s for %s: %s", (noProxy, url, expected) => {
  expect(bypassesProxy(new URL(url), noProxy)).toBe(expected);
});
