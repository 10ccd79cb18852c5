import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { executions } from "../data/executions.ts";
import { fixtures } from "../data/fixtures.ts";
import { type MockServer, type ServeMockApiOptions, serveMockApi } from "./serve-mock-api.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(options?: ServeMockApiOptions): Promise<MockServer> {
  const server = await serveMockApi(options);
  servers.push(server);
  return server;
}

/** Writes bytes to the server's socket and gives what came back until it closed, or until `enough` came. */
function exchange({ url }: MockServer, bytes: string, enough = /$^/): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    let received = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      received += part;
      if (enough.test(received)) socket.destroy();
    });
    socket.on("error", () => undefined).on("close", () => resolve(received));
  });
}

test("answers on a free port of this machine alone", async () => {
  const server = await serve({ executions: fixtures.vendorList });
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const response = await fetch(`${server.url}/v1/executions?offset=0&limit=2`);
  expect(response.headers.get("server")).toBe("api-gateway");
  expect(await response.json()).toEqual({ data: fixtures.vendorExample, total: 718 });
  expect(server.calls).toMatchObject([
    { method: "GET", url: `${server.url}/v1/executions?offset=0&limit=2`, status: 200 },
  ]);
});

test("carries characters of several bytes whole, also in parts", async () => {
  const server = await serve({ executions: fixtures.awkwardText });
  server.fail({ kind: "slow-body", parts: 50, delay: 0 });
  for (let call = 0; call < 2; call++) {
    expect((await (await fetch(`${server.url}/v1/executions`)).json()).data).toEqual(fixtures.awkwardText);
  }
});

test("checks a signature over the target as it was sent", async () => {
  const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
  const server = await serve({ credentials, now: () => Date.UTC(2025, 6, 1, 12) });
  const received = await exchange(
    server,
    "GET /v1/executions?limit=2&offset=0 HTTP/1.1\r\nHost: coc.myhuaweicloud.com\r\nX-Sdk-Date: 20250701T120000Z\r\n" +
      "Authorization: SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, " +
      "Signature=768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64\r\nConnection: close\r\n\r\n",
  );
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(server.calls[0]?.signedBy).toBe("AccessKey");
});

test("takes the whole URL as its target, as a proxy is called", async () => {
  const server = await serve({ executions: fixtures.vendorList });
  const received = await exchange(
    server,
    "GET http://coc.example/v1/executions?limit=2 HTTP/1.1\r\nHost: coc.example\r\nConnection: close\r\n\r\n",
  );
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(server.calls).toMatchObject([{ url: "http://coc.example/v1/executions?limit=2", query: { limit: 2 } }]);
});

test("tells a target that is no path as it came", async () => {
  const server = await serve();
  await exchange(server, "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect(server.explain()).toMatch(/^1 OPTIONS \*: 404, /);
});

test("refuses a POST, with a body or without", async () => {
  const server = await serve();
  const response = await fetch(`${server.url}/v1/executions`, { method: "POST", body: '{"operate_type":"TERMINATE"}' });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
  expect((await fetch(`${server.url}/v1/executions`, { method: "DELETE" })).status).toBe(405);
  expect((await fetch(`${server.url}/v1/documents`, { method: "POST" })).status).toBe(404);
});

test.each([
  ["no HTTP", "hello\r\n\r\n"],
  ["a broken request line", "GET\r\n\r\n"],
  ["an unknown method", "BREW /v1/executions HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"],
  ["no host", "GET /v1/executions HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["bytes that are no text", "\u0000\u0001\u0002\u0003\r\n\r\n"],
  ["a target that is no path", "GET ?? HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["broken escapes", "GET /%zz/v1?creator=%E5%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
])("survives %s", async (_, bytes) => {
  const server = await serve();
  expect(await exchange(server, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect((await fetch(`${server.url}/v1/executions`)).status).toBe(200);
});

test("survives a caller who leaves in the midst of a body", async () => {
  const server = await serve();
  const head = "POST /v1/executions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n";
  await exchange(server, head, /100 Continue/);
  expect((await fetch(`${server.url}/v1/executions`)).status).toBe(200);
});

test("tells a mistake of the test's own function in the answer", async () => {
  const server = await serve({
    beforeAnswer: () => {
      throw new Error("a mistake of the test");
    },
  });
  const response = await fetch(`${server.url}/v1/executions`);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe("The mock failed: Error: a mistake of the test");
});

test("ends calls that hang, and open connections, when it closes; twice does no harm", async () => {
  const server = await serve({ executions: executions(5) });
  await (await fetch(`${server.url}/v1/executions`)).text();
  server.fail({ kind: "hang" });
  const hanging = fetch(`${server.url}/v1/executions`);
  const rejected = expect(hanging).rejects.toThrow("fetch failed");
  while (server.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  await server.close();
  await server.close();
  await rejected;
  await expect(fetch(`${server.url}/v1/executions`)).rejects.toThrow("fetch failed");
});

test("names the option when the port is in use", async () => {
  const { port } = new URL((await serve()).url);
  await expect(serve({ port: Number(port) })).rejects.toThrow(
    `port ${port} is in use on 127.0.0.1. Give another, or 0 for any free one.`,
  );
});

test("passes on other reasons why it cannot listen", async () => {
  await expect(serve({ host: "192.0.2.1" })).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});

test("lets no page of another origin in, unless it is told to", async () => {
  const response = await fetch(`${(await serve()).url}/v1/executions`, { headers: { origin: "https://page.example" } });
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("lets pages of any origin ask first, send any header and read what a client needs", async () => {
  const server = await serve({ cors: true });
  const preflight = await fetch(`${server.url}/v1/executions`, {
    method: "OPTIONS",
    headers: {
      origin: "https://page.example",
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization,x-sdk-date",
      "access-control-request-private-network": "true",
    },
  });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "authorization,x-sdk-date",
    "access-control-allow-private-network": "true",
  });
  expect(server.calls).toEqual([]);
  server.fail({ kind: "throttled" });
  const response = await fetch(`${server.url}/v1/executions`);
  expect(response.status).toBe(429);
  expect(response.headers.get("access-control-expose-headers")).toContain("x-request-id");
});

test("lets pages of one origin in", async () => {
  const { url } = await serve({ cors: "http://localhost:5173" });
  const { headers } = await fetch(`${url}/v1/executions`);
  expect([headers.get("access-control-allow-origin"), headers.get("vary")]).toEqual([
    "http://localhost:5173",
    "origin",
  ]);
  const preflight = { method: "OPTIONS", headers: { "access-control-request-method": "GET" } };
  expect((await fetch(`${url}/v1/executions`, preflight)).headers.has("access-control-allow-headers")).toBe(false);
});

test("takes any other OPTIONS for what it is: a method that is not there", async () => {
  const server = await serve({ cors: true });
  expect((await fetch(`${server.url}/v1/executions`, { method: "OPTIONS" })).status).toBe(405);
});

test.each<[string, string]>([
  ['{"cors":"localhost"}', 'cors must be true, false or an origin such as http://localhost:5173, not "localhost".'],
  ['{"port":70000}', "port must be an integer from 0 to 65535, not 70000."],
  ['{"host":""}', 'host must be a non-empty string, not "".'],
  ["null", "The options must be an object, not null."],
  [
    '{"prot":1}',
    'Each key of the options must be one of executions, steps, instances, credentials, token, seed, clock, now, latency, sleep, beforeAnswer, afterAnswer, simulate, isChild, maxCalls, unknowns, port, host, cors, control, not "prot".',
  ],
  ['{"seed":"x"}', 'seed must be an integer from 0 to 4294967295, not "x".'],
])("refuses the options %s", async (options, message) => {
  await expect(serve(JSON.parse(options))).rejects.toThrow(new TypeError(message));
});
