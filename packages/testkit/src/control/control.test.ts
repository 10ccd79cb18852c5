import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { type MockServer, type ServeMockApiOptions, serveMockApi } from "../transports/serve-mock-api.ts";
import { ROUTES } from "./routes.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(options: ServeMockApiOptions = {}): Promise<MockServer> {
  const server = await serveMockApi({ control: true, ...options });
  servers.push(server);
  return server;
}

interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which each test compares as a whole
  readonly body: any;
}

async function control({ controlUrl }: MockServer, call: string, body?: unknown): Promise<Answered> {
  const [method = "", path = ""] = call.split(" ");
  const withBody = method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body ?? {}) };
  const headers = { "content-type": "application/json" };
  const response = await fetch(controlUrl + path, { method, headers, ...withBody });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const list = async ({ url }: MockServer) => (await fetch(`${url}/v1/executions`)).json();

test("is not there unless it is asked for", async () => {
  expect((await serve({ control: false })).controlUrl).toBeUndefined();
  expect((await serve({ control: undefined })).controlUrl).toBeUndefined();
});

test("listens on a port of its own, of this machine alone, and has none of the service's paths", async () => {
  const server = await serve();
  expect(server.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server.controlUrl).not.toBe(server.url);
  expect((await control(server, "GET /v1/executions")).status).toBe(404);
  for (const path of Object.keys(ROUTES)) expect((await fetch(server.url + path)).status).toBe(404);
});

test("is what its description says: each path, with each method", async () => {
  const { paths } = parse(await readFile(new URL("../../control.yaml", import.meta.url), "utf8"));
  const methodsOf = (path: object) => Object.keys(path).filter((key) => key !== "parameters");
  const described = Object.entries<object>(paths).map(([path, item]) => [path, methodsOf(item).sort()]);
  const there = Object.entries(ROUTES).map(([path, handlers]) => [path, Object.keys(handlers).sort()]);
  expect(Object.fromEntries(described)).toEqual(
    JSON.parse(JSON.stringify(Object.fromEntries(there)).replace(/"[A-Z]+"/g, (method) => method.toLowerCase())),
  );
});

test("tells its health", async () => {
  const server = await serve({ executions: executions(3), now: () => 5000 });
  await list(server);
  expect(await control(server, "GET /health")).toEqual({
    status: 200,
    body: { ok: true, now: 5000, executions: 3, calls: 1 },
  });
});

test("adds, shows, changes, removes and replaces tickets", async () => {
  const server = await serve();
  const first = execution({ id: 1 });
  const [second, third] = executions(2);
  expect(await control(server, "POST /executions", first)).toEqual({ status: 204, body: undefined });
  expect((await control(server, "POST /executions", [second, third])).status).toBe(204);
  expect((await list(server)).total).toBe(3);
  expect(await control(server, `GET /executions/${first.execution_id}`)).toEqual({ status: 200, body: first });

  const changed = await control(server, `PATCH /executions/${first.execution_id}`, { status: "Failed" });
  expect(changed).toEqual({ status: 200, body: { ...first, status: "Failed" } });
  expect((await control(server, `DELETE /executions/${first.execution_id}`)).status).toBe(204);
  expect((await list(server)).data).toEqual([second, third]);

  expect((await control(server, "PUT /executions", [first])).status).toBe(204);
  expect(await control(server, "GET /executions")).toEqual({ status: 200, body: [first] });
});

test("shows and gives steps and instances", async () => {
  const ticket = execution({ id: 1 });
  const server = await serve({ executions: [ticket] });
  const path = `/executions/${ticket.execution_id}/steps`;
  const steps = (await control(server, `GET ${path}`)).body;
  expect(steps).toEqual(server.executions.steps(ticket.execution_id));
  expect((await control(server, `PUT ${path}`, steps.slice(0, 1))).status).toBe(204);
  expect(server.executions.steps(ticket.execution_id)).toEqual(steps.slice(0, 1));

  const id = steps[0].execution_step_id;
  const instances = (await control(server, `GET /steps/${id}/instances`)).body;
  expect(instances).toEqual(server.executions.instances(id));
  expect((await control(server, `PUT /steps/${id}/instances`, [])).status).toBe(204);
  expect(server.executions.instances(id)).toEqual([]);
});

test("takes ids that have to be escaped in a path", async () => {
  const server = await serve({ executions: [execution({ execution_id: "a/ü?b" })] });
  expect((await control(server, "GET /executions/a%2F%C3%BC%3Fb")).body.execution_id).toBe("a/ü?b");
  expect((await control(server, "GET /executions/%zz")).status).toBe(400);
});

test("adds, shows and clears faults, also those that last", async () => {
  const server = await serve();
  expect((await control(server, "POST /faults", { kind: "throttled" })).status).toBe(204);
  await control(server, "POST /faults", [{ kind: "status", status: 500, times: null }]);
  expect((await fetch(`${server.url}/v1/executions`)).status).toBe(429);
  expect((await fetch(`${server.url}/v1/executions`)).status).toBe(500);
  expect((await control(server, "GET /faults")).body).toEqual([
    { fault: { kind: "throttled" }, used: 1, left: 0 },
    { fault: { kind: "status", status: 500, times: null }, used: 1, left: null },
  ]);
  expect((await control(server, "DELETE /faults")).status).toBe(204);
  expect((await fetch(`${server.url}/v1/executions`)).status).toBe(200);
  expect((await control(server, "GET /faults")).body).toEqual([]);
});

test("moves the clock, by which answers are dated and tickets live", async () => {
  const server = await serve({ now: () => 1_000_000, simulate: { startsPerHour: 60 } });
  expect((await list(server)).total).toBe(0);
  expect((await control(server, "POST /clock/advance", { ms: 3_600_000 })).status).toBe(204);
  expect((await control(server, "GET /clock")).body).toEqual({ now: 4_600_000 });
  expect((await list(server)).total).toBeGreaterThan(30);
  expect((await control(server, "PUT /clock", { now: 86_400_000 })).status).toBe(204);
  const { headers } = await fetch(`${server.url}/v1/executions`);
  expect(headers.get("date")).toBe("Fri, 02 Jan 1970 00:00:00 GMT");
});

test("shows and clears the calls, and counts those that are not kept", async () => {
  const server = await serve({ maxCalls: 10 });
  for (let call = 0; call < 12; call++) await list(server);
  const { calls, dropped } = (await control(server, "GET /calls")).body;
  expect(calls.at(-1)).toMatchObject({ number: 12, method: "GET", status: 200, outcome: "0 of 0 tickets" });
  expect(dropped + calls.length).toBe(12);
  expect((await control(server, "DELETE /calls")).status).toBe(204);
  expect((await control(server, "GET /calls")).body).toEqual({ calls: [], dropped: 0 });
});

test("waits for calls, and says when they did not come", async () => {
  const server = await serve();
  expect((await control(server, "GET /calls/wait?count=0")).body).toEqual({ calls: 0, reached: true });
  const waited = control(server, "GET /calls/wait?count=2&timeout=60000");
  await list(server);
  await list(server);
  expect((await waited).body).toEqual({ calls: 2, reached: true });
  expect((await control(server, "GET /calls/wait?count=3&timeout=20")).body).toEqual({ calls: 2, reached: false });
});

test("ends a wait when the server closes", async () => {
  const server = await serve();
  const waited = control(server, "GET /calls/wait?count=1&timeout=600000");
  await control(server, "GET /health");
  await server.close();
  await expect(waited).rejects.toThrow("fetch failed");
});

test("resets list, faults, clock and calls, and leaves another mock alone", async () => {
  const options = { executions: executions(3), now: () => 7000 };
  const [server, other] = [await serve(options), await serve(options)];
  for (const one of [server, other]) {
    await control(one, "PUT /executions", []);
    await control(one, "POST /faults", { kind: "reset", times: null, match: { offset: 5 } });
    await control(one, "POST /clock/advance", { ms: 1 });
    await list(one);
  }
  expect((await control(server, "POST /reset")).status).toBe(204);
  expect((await control(server, "GET /health")).body).toEqual({ ok: true, now: 7000, executions: 3, calls: 0 });
  expect((await control(server, "GET /faults")).body).toEqual([]);
  expect((await control(other, "GET /health")).body).toEqual({ ok: true, now: 7001, executions: 0, calls: 1 });
  expect((await control(other, "GET /faults")).body).toHaveLength(1);
});

test.each<[call: string, body: unknown, error: string | RegExp]>([
  ["POST /executions", 5, "executions[0] must be an object with an execution_id, not 5."],
  ["POST /executions", [{ execution_id: 1 }], "executions[0].execution_id must be a text, not 1."],
  ["POST /executions", execution(), /^execution_id must be unlike that of any other ticket/],
  ["PUT /executions", {}, "executions must be an array of executions, not an object with no keys."],
  ["PUT /executions", [{ execution_id: "a", tags: [{ key: 1 }] }], /^executions\[0\]\.tags\[0\]\.key must be a text/],
  [
    "PATCH /executions/nobody",
    { status: "Failed" },
    /^execution_id must be that of a ticket in the list, not "nobody"/,
  ],
  ["PATCH /executions/ID", { statsu: "Failed" }, /^Each key of the changes must be one of .*status.*, not "statsu"/],
  ["PATCH /executions/ID", { start_time: "now" }, 'execution.start_time must be an integer, not "now".'],
  ["PATCH /executions/ID", [], "The body must be an object, not an array."],
  ["DELETE /executions/nobody", undefined, /^execution_id must be that of a ticket in the list/],
  ["GET /executions/nobody", undefined, /^execution_id must be that of a ticket in the list/],
  ["GET /executions/nobody/steps", undefined, /^execution_id must be that of a ticket in the list/],
  ["PUT /executions/ID/steps", [{}], "steps[0].execution_step_id must be a text, not undefined."],
  ["PUT /steps/a/instances", "x", 'instances must be an array, not "x".'],
  ["POST /faults", {}, /^kind must be one of "status", /],
  ["POST /faults", [{ kind: "reset" }, { kind: "status", status: 200 }], /^status of the fault status must be/],
  ["POST /faults", [{ kind: "reset", match: { ofset: 1 } }], /^Each key of match of the fault reset must be one of/],
  ["PUT /clock", { now: "2025" }, /^now must be an integer from 0 to 8640000000000000 \(milliseconds\), not "2025"/],
  ["PUT /clock", { now: 1, later: 2 }, 'Each key of the body must be one of now, not "later".'],
  ["POST /clock/advance", { ms: -1 }, /^ms must be an integer from 0 to/],
  ["POST /clock/advance", { ms: 0.5 }, /^ms must be an integer/],
  ["GET /calls/wait", undefined, "count must be an integer from 0 up, not null."],
  ["GET /calls/wait?count=", undefined, 'count must be an integer from 0 up, not "".'],
  ["GET /calls/wait?count=1&timeout=1e3", undefined, /^timeout must be an integer from 0 to 600000 \(milliseconds\)/],
  ["GET /calls/wait?cuont=1", undefined, /^Each key of the query must be one of count, timeout, not "cuont"/],
])("refuses %s with %j, says why, and has done nothing", async (call, body, error) => {
  const ticket = execution();
  const server = await serve({ executions: [ticket], now: () => 1000 });
  const answer = await control(server, call.replace("ID", ticket.execution_id), body);
  expect(answer).toEqual({
    status: 400,
    body: { error: typeof error === "string" ? error : expect.stringMatching(error) },
  });
  expect(server.executions.all()).toEqual([ticket]);
  expect(server.faults).toEqual([]);
  expect((await control(server, "GET /clock")).body).toEqual({ now: 1000 });
});

test("says which paths and methods there are", async () => {
  const server = await serve();
  expect(await control(server, "GET /tickets")).toEqual({
    status: 404,
    body: { error: expect.stringMatching(/^There is no \/tickets\. There are \/health, \/executions, /) },
  });
  const response = await fetch(`${server.controlUrl}/executions`, { method: "DELETE" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST, PUT"]);
  expect(await response.json()).toEqual({ error: "/executions takes GET, POST, PUT." });
});

test("takes JSON alone, which a web page has to ask for", async () => {
  const { controlUrl } = await serve();
  const post = (type: string, body: string) =>
    fetch(`${controlUrl}/reset`, { method: "POST", headers: { "content-type": type }, body });
  expect((await post("text/plain", "{}")).status).toBe(415);
  expect((await post("application/jsonp", "{}")).status).toBe(415);
  expect((await fetch(`${controlUrl}/reset`, { method: "POST" })).status).toBe(415);
  expect((await post("application/json; charset=utf-8", "{}")).status).toBe(204);
  const broken = await post("application/json", "{");
  expect([broken.status, await broken.json()]).toEqual([
    400,
    { error: expect.stringMatching(/^The body is not JSON: /) },
  ]);
});

test("refuses a body without end, by its size", async () => {
  const { controlUrl } = await serve();
  const body = "x".repeat(65 * 1024 * 1024);
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${controlUrl}/executions`, { method: "PUT", headers, body });
  expect(response.status).toBe(413);
  expect((await response.json()).error).toMatch(/^The body has 68157440 bytes; at most 67108864 are read/);
});

/** Writes a request to the socket as it stands, and gives the status. */
function statusOf({ controlUrl = "" }: MockServer, head: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(new URL(controlUrl).port), "127.0.0.1", () => socket.write(`${head}\r\n\r\n`));
    socket.setEncoding("utf8").on("data", (part: string) => {
      received += part;
    });
    socket.on("error", () => undefined).on("close", () => resolve(received.split(" ")[1]));
  });
}

test.each([
  ["200", "GET /health HTTP/1.1\r\nHost: 127.0.0.1:1234"],
  ["200", "GET /health HTTP/1.1\r\nHost: LOCALHOST"],
  ["200", "GET /health HTTP/1.1\r\nHost: [::1]:80"],
  ["200", "GET /health HTTP/1.1\r\nHost: mock.test:80"],
  ["403", "GET /health HTTP/1.1\r\nHost: 127.evil.test"],
  ["403", "GET /health HTTP/1.1\r\nHost: localhost.evil.test:80"],
  ["403", "GET /health HTTP/1.1\r\nHost: evil.mock.test"],
  ["403", "GET /health HTTP/1.1\r\nHost:"],
  ["403", "GET /health HTTP/1.0"],
  ["400", "GET /health HTTP/1.1"],
  ["403", "GET /health HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.test"],
  ["403", "GET /health HTTP/1.1\r\nHost: localhost\r\nOrigin: null"],
  ["403", "OPTIONS /reset HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:1"],
  ["400", "GET http://evil.test/health HTTP/1.1\r\nHost: localhost"],
  ["404", "GET //evil.test/health HTTP/1.1\r\nHost: localhost"],
  ["404", "GET /%zz HTTP/1.1\r\nHost: localhost"],
  ["400", "garbage"],
])("answers %s to %j, and goes on", async (status, head) => {
  const server = await serve({ control: { hosts: ["Mock.test"] } });
  expect(await statusOf(server, `${head}\r\nConnection: close`)).toBe(status);
  expect((await control(server, "GET /health")).status).toBe(200);
});

test("keeps the list whole under calls at once, in whatever order they come", async () => {
  const server = await serve();
  const ids = fc.integer({ min: 1, max: 9 });
  const calls = fc.array(
    fc.oneof(
      ids.map((id) => ["POST /executions", [execution({ id })]] as const),
      ids.map((id) => [`PATCH /executions/${execution({ id }).execution_id}`, { status: "Failed" }] as const),
      ids.map((id) => [`DELETE /executions/${execution({ id }).execution_id}`, undefined] as const),
      fc.uniqueArray(ids).map((some) => ["PUT /executions", some.map((id) => execution({ id }))] as const),
    ),
    { minLength: 2, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(calls, async (some) => {
      const answers = await Promise.all(some.map(([call, body]) => control(server, call, body)));
      for (const { status } of answers) expect([200, 204, 400]).toContain(status);
      const all = server.executions.all();
      expect(new Set(all.map(({ execution_id }) => execution_id)).size).toBe(all.length);
      for (const one of all) expect(server.executions.get(one.execution_id)).toEqual(one);
      expect(await list(server)).toEqual({ data: all, total: all.length });
    }),
    { numRuns: 40 },
  );
});

test.each<[ServeMockApiOptions["control"], string]>([
  ["yes" as never, 'control must be true, false or an object with port, host and hosts, not "yes".'],
  [{ prot: 1 } as never, 'Each key of control must be one of port, host, hosts, not "prot".'],
  [{ port: -1 }, "control.port must be an integer from 0 to 65535, not -1."],
  [{ host: "" }, 'control.host must be a non-empty string, not "".'],
  [{ hosts: "a" as never }, 'control.hosts must be an array of host names, not "a".'],
  [{ hosts: [1 as never] }, "control.hosts[0] must be a non-empty string, not 1."],
])("refuses the option %j", async (option, message) => {
  await expect(serveMockApi({ control: option })).rejects.toThrow(new TypeError(message));
});

test("opens neither port where one of them is in use", async () => {
  const { port } = new URL((await serve()).url);
  const free = await serve();
  const freePort = Number(new URL(free.url).port);
  await free.close();
  await expect(serveMockApi({ port: freePort, control: { port: Number(port) } })).rejects.toThrow("is in use");
  await expect(serveMockApi({ port: Number(port), control: { port: freePort } })).rejects.toThrow("is in use");
  await (await serve({ port: freePort })).close(); // it is free again
});
