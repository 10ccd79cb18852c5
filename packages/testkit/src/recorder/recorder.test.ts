import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { stories } from "../data/stories.ts";
import { listen } from "../transports/listen.ts";
import { serveMockApi } from "../transports/serve-mock-api.ts";
import { openReplay } from "./replay.ts";
import { type ServeRecorderOptions, serveRecorder } from "./serve-recorder.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coc-executions-session-"));
  closing.push(() => rm(folder, { recursive: true }));
  return join(folder, "session.ndjson");
}

async function record(upstream: string, more: Partial<ServeRecorderOptions> = {}) {
  const file = await newFile();
  const told: string[] = [];
  const recorder = await serveRecorder({ upstream, file, tell: (sentence) => void told.push(sentence), ...more });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await recorder.close();
    isOpen = false;
  };
  closing.push(close);
  const get = async (path: string, headers: Record<string, string> = {}) => fetch(recorder.url + path, { headers });
  return { file, told, get, url: recorder.url, close, read: () => readFile(file, "utf8") };
}

async function mockOf(...given: Parameters<typeof serveMockApi>) {
  const mock = await serveMockApi(...given);
  closing.push(mock.close);
  return mock;
}

/** A service of which a test says each byte. */
async function serviceOf(
  answer: (path: string) => { headers?: Record<string, string>; status?: number; body: string | Buffer },
) {
  const server = createServer((request, response) => {
    const { status = 200, headers = { "content-type": "application/json" }, body } = answer(request.url ?? "");
    response.writeHead(status, headers).end(body);
  });
  closing.push(() => server.close());
  return await listen(server, 0, "127.0.0.1");
}

test("hands on what is answered byte for byte, and replays it with pseudonyms of the same shape", async () => {
  const tickets = executions(60, { seed: 3 });
  const mock = await mockOf({ executions: tickets });
  const { file, get, close, told } = await record(mock.url);
  const live = await (await get("/v1/executions?limit=50")).json();
  expect(live).toEqual({ data: tickets.slice(0, 50), total: 60 });
  await get("/v1/executions?limit=50&offset=50");
  await close();
  expect(told).toEqual([]);

  const replay = await openReplay(file);
  const first = await (await replay.fetch("https://coc.example/v1/executions?limit=50")).json();
  const second = await (await replay.fetch("https://coc.example/v1/executions?offset=50&limit=50")).json();
  expect([first.data.length, second.data.length, first.total, replay.left]).toEqual([50, 10, 60, 0]);
  const all = [...first.data, ...second.data];
  expect(all.map(({ status, start_time }) => [status, start_time])).toEqual(
    tickets.map(({ status, start_time }) => [status, start_time]),
  );
  const text = await readFile(file, "utf8");
  for (const { execution_id, creator } of tickets) {
    expect(text).not.toContain(execution_id);
    expect(text).not.toContain(String(creator));
  }
});

test("writes the tickets that it saw, as they were last, for a mock to begin with", async () => {
  const mock = await mockOf({ executions: [execution({ id: 1, status: "Running" }), execution({ id: 2 })] });
  const { file, get, close } = await record(mock.url);
  await get("/v1/executions");
  const [first] = mock.executions.all();
  mock.executions.update(first?.execution_id ?? "", { status: "Failed" });
  await get("/v1/executions");
  await close();
  const tickets = (await readFile(file.replace(".ndjson", ".tickets.ndjson"), "utf8")).trim().split("\n");
  expect(tickets.map((line) => JSON.parse(line).status).sort()).toEqual(["Failed", "Succeed"]);
});

test("what a replayed answer leads to is there under its pseudonym", async () => {
  const mock = await mockOf(stories.instancesFailed);
  const { file, get, close } = await record(mock.url);
  const { data } = await (await get("/v1/executions")).json();
  const path = `/v1/executions/${data[0].execution_id}`;
  const steps = await (await get(`${path}/steps`)).json();
  await get(path);
  await get(`/v1/executions/instances?execution_step_id=${steps.data[0].execution_step_id}&limit=50`);
  await close();

  const { fetch: ask, left } = await openReplay(file);
  expect(left).toBe(4);
  const json = async (target: string) => (await ask(`https://coc.example${target}`)).json();
  const [ticket] = (await json("/v1/executions")).data;
  expect(ticket.execution_id).not.toBe(data[0].execution_id);
  expect((await json(`/v1/executions/${ticket.execution_id}`)).data.execution_id).toBe(ticket.execution_id);
  const [step] = (await json(`/v1/executions/${ticket.execution_id}/steps`)).data;
  const instances = await json(`/v1/executions/instances?limit=50&execution_step_id=${step.execution_step_id}`);
  expect(instances.total).toBe(40);
});

test("signs anew with its own key, and refuses none who comes with another", async () => {
  const credentials = {
    accessKeyId: "RecordersAccessKey",
    secretAccessKey: "RecordersSecretKey",
    securityToken: "RecordersToken",
  };
  const mock = await mockOf({ credentials, executions: executions(3) });
  const { get, read, close } = await record(`${mock.url}/base/path/`, { credentials });
  const response = await get("/v1/executions?creator=%E5%BC%A0%20a*", {
    authorization: "Basic c29tZWJvZHkgZWxzZQ==",
    "x-auth-token": "another token",
  });
  expect([response.status, mock.calls[0]?.signedBy, mock.calls[0]?.path]).toEqual([
    200,
    "RecordersAccessKey",
    "/base/path/v1/executions",
  ]);
  await close();
  expect(await read()).not.toMatch(/Recorders|c29tZWJvZHk|another/);
});

test("hides what is secret wherever it is echoed: in headers, keys, values, texts, escaped, in Base64 and in digits", async () => {
  const secret = "S3cr3t/Token+of=all";
  const project = "0123456789abcdef0123456789abcdef";
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(`user:${secret}`).toString("base64"),
    Buffer.from(`us:${secret}!`).toString("base64"),
    Buffer.from(secret).toString("hex"),
    project,
  ];
  const ticket = {
    execution_id: "EX1",
    status: `as ${secret}`,
    description: forms.join(" "),
    [secret]: 1,
    type: Buffer.from(secret).toString("base64"),
  };
  const url = await serviceOf(() => ({
    headers: { "content-type": "application/json", "x-request-id": `for ${secret}`, "set-cookie": secret },
    body: JSON.stringify({ data: [ticket], total: 1, error_code: forms[4], request_id: project }),
  }));
  const { get, read, close } = await record(url);
  const headers = { "x-auth-token": secret, "x-project-id": project, cookie: `session=${forms[6]}` };
  const live = await get(`/v1/executions?creator=ops&token=${encodeURIComponent(secret)}`, headers);
  expect((await live.json()).data).toEqual([ticket]);
  await close();
  const text = await read();
  const unescaped = text.replace(/%([0-9A-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  for (const form of [...forms, secret.slice(0, -1), Buffer.from(secret).toString("base64").slice(2, -4)]) {
    expect(text).not.toContain(form);
    expect(unescaped).not.toContain(form);
  }
});

test("a replay under another key still matches, also where the key stands in the query, and whatever the time is", async () => {
  const mock = await mockOf({ executions: executions(3), unknowns: { unknownParameter: "ignore" } });
  const { file, get, close } = await record(mock.url);
  await get("/v1/executions?start_time=1000&creator=zhang&ak=FirstToken&limit=2", { "x-auth-token": "FirstToken" });
  await close();
  const { fetch: ask } = await openReplay(file);
  const again = ask("https://other.example/v1/executions?limit=2&creator=zhang&start_time=9999&ak=SecondToken", {
    headers: { "x-auth-token": "SecondToken" },
  });
  expect((await again).status).toBe(200);
});

test("the same request twice is replayed in its order, and then ends in an error that says so", async () => {
  const mock = await mockOf({ executions: [execution({ status: "Running" })] });
  const { file, get, close } = await record(mock.url);
  const { execution_id } = execution();
  await get(`/v1/executions/${execution_id}`);
  mock.executions.update(execution_id, { status: "Succeed" });
  await get(`/v1/executions/${execution_id}`);
  await close();

  const replay = await openReplay(file);
  const server = await replay.serve();
  closing.push(server.close);
  const ask = async () => {
    const response = await fetch(`${server.url}/v1/executions/${execution_id}`);
    return { status: response.status, body: await response.json() };
  };
  expect((await ask()).body.data.status).toBe("Running");
  expect((await ask()).body.data.status).toBe("Succeed");
  expect(await ask()).toEqual({
    status: 410,
    body: {
      error_code: "REPLAY.0001",
      error_msg: expect.stringMatching(
        /^The session has no further answer to GET .*: it was recorded 2 times, and has been replayed as often\.$/,
      ),
    },
  });
  const other = await fetch(`${server.url}/v1/executions?limit=7`);
  expect([other.status, (await other.json()).error_msg]).toEqual([
    410,
    "The session has no answer to GET /v1/executions?limit=7.",
  ]);
  expect((await fetch(`${server.url}/v1/executions`, { method: "POST" })).status).toBe(410);
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
] as const)(
  "an answer in %s comes through as it is, and replays with headers that are true",
  async (encoding, pack) => {
    const packed = pack(JSON.stringify({ data: [{ execution_id: "EX1" }], total: 1 }));
    const url = await serviceOf(() => ({
      headers: { "content-type": "application/json", "content-encoding": encoding },
      body: packed,
    }));
    const { file, get, close } = await record(url);
    const live = await get("/v1/executions");
    expect(live.headers.get("content-encoding")).toBe(encoding);
    expect((await live.json()).data).toEqual([{ execution_id: "EX1" }]);
    await close();
    const server = await (await openReplay(file)).serve();
    closing.push(server.close);
    const replayed = await fetch(`${server.url}/v1/executions`);
    expect(replayed.headers.get("content-encoding")).toBeNull();
    const body = await replayed.text();
    expect(replayed.headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
    expect(JSON.parse(body).total).toBe(1);
  },
);

test("tells what differs from the contract, each thing once", async () => {
  const rows = [
    { execution_id: "EX1", start_time: "1751342400000", cost: 5 },
    { execution_id: "EX2", start_time: "1751342400000", cost: 6 },
  ];
  const url = await serviceOf((path) => ({
    body: path.endsWith("/steps") ? "[]" : JSON.stringify({ data: rows, total: "2", took: 3 }),
  }));
  const { get, close, told } = await record(url);
  for (let call = 0; call < 3; call++) await get("/v1/executions");
  await get("/v1/executions/EX1/steps");
  await get("/v1/documents");
  await close();
  expect(told).toEqual([
    "listExecutions: took is not in the contract.",
    "listExecutions: total is a string, not an integer.",
    "listExecutions: data[].start_time is a string, not an integer.",
    "listExecutions: data[].cost is not in the contract.",
    "listExecutionSteps: the body is no JSON object.",
  ]);
});

test("records errors, texts and odd bodies too, and keeps the words of known messages", async () => {
  const message = "Incorrect IAM authentication information: verify aksk signature fail, for zhangwei";
  const answers: Record<string, { status: number; headers?: Record<string, string>; body: string }> = {
    "/v1/executions": { status: 401, body: JSON.stringify({ error_code: "APIGW.0301", error_msg: message }) },
    "/v1/executions?limit=1": { status: 200, headers: { "content-type": "text/html" }, body: "<p>zhangwei</p>" },
    "/v1/executions?limit=2": { status: 503, headers: { "retry-after": "2" }, body: "" },
  };
  const url = await serviceOf((path) => answers[path] ?? { body: "" });
  const { file, get, read, close } = await record(url);
  for (const path of Object.keys(answers)) await get(path);
  await close();
  expect(await read()).not.toContain("zhangwei");
  const { fetch: ask } = await openReplay(file);
  const [refused, page, down] = await Promise.all(
    Object.keys(answers).map((path) => ask(`https://coc.example${path}`)),
  );
  expect(await refused?.json()).toHaveProperty(
    "error_msg",
    expect.stringMatching(/^Incorrect IAM authentication information: verify aksk signature fail, for [a-z]{8}$/),
  );
  expect([page?.headers.get("content-type"), await page?.text()]).toEqual([
    "text/html",
    expect.stringMatching(/^<[a-z]>[a-z]{8}<\/[a-z]>$/),
  ]);
  expect([down?.status, down?.headers.get("retry-after"), await down?.text()]).toEqual([503, "2", ""]);
});

test("says when the service does not answer, and records nothing then", async () => {
  const gone = createServer();
  const upstream = await listen(gone, 0, "127.0.0.1");
  await new Promise((resolve) => gone.close(resolve));
  const { get, told, read, close } = await record(upstream);
  const response = await get("/v1/executions");
  expect(response.status).toBe(502);
  expect((await response.json()).error_msg).toMatch(/^127\.0\.0\.1:\d+ did not answer: connect ECONNREFUSED/);
  expect(told).toEqual([expect.stringMatching(/did not answer/)]);
  await close();
  expect((await read()).trim().split("\n")).toHaveLength(1);
});

test("never writes over a session", async () => {
  const { file } = await record("http://127.0.0.1:1");
  await expect(serveRecorder({ upstream: "http://127.0.0.1:1", file })).rejects.toThrow(
    `${file} is there already. Give another file, or remove it.`,
  );
});

test.each<[Partial<Record<keyof ServeRecorderOptions, unknown>>, string]>([
  [{ upstream: "coc.example" }, 'upstream must be an http or https URL without a query, not "coc.example".'],
  [{ upstream: "https://coc.example/?a=1" }, "upstream must be an http or https URL without a query"],
  [{ file: "" }, 'file must be a non-empty string, not "".'],
  [{ port: -1 }, "port must be an integer from 0 to 65535, not -1."],
  [{ credentials: {} }, "credentials.accessKeyId must be a non-empty string, not undefined."],
  [{ flie: "x" } as object, "Each key of the options must be one of upstream, file"],
])("refuses %j", async (options, message) => {
  const given = { upstream: "https://coc.example", file: "session.ndjson", ...options } as ServeRecorderOptions;
  await expect(serveRecorder(given)).rejects.toThrow(message);
});

const HEAD = '{"format":"coc-executions-session","version":1,"salt":"a"}';
test.each([
  ["", /:1 must be the head of a session, with "format" and "version", not undefined/],
  ['{"format":"har"}', /:1 must be the head of a session/],
  [`${HEAD}\nx`, /:2: this is not valid JSON/],
  [
    `${HEAD}\n{"target":"/"}`,
    /:2 must be an exchange with target, match, status, headers and body, not an object with target/,
  ],
])("refuses %j as a session, and names the line", async (text, message) => {
  const file = await newFile();
  await writeFile(file, text);
  await expect(openReplay(file)).rejects.toThrow(message);
});

test("refuses a session that cannot be read", async () => {
  await expect(openReplay("no/such/file")).rejects.toThrow(/^no\/such\/file cannot be read\. ENOENT/);
});
