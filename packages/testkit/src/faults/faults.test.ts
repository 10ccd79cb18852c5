import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { executions } from "../data/executions.ts";
import { createMockApi } from "../mock-api/create-mock-api.ts";
import type { MockControls } from "../mock-api/engine.ts";
import type { MockApiOptions } from "../mock-api/mock-api-options.ts";
import { serveMockApi } from "../transports/serve-mock-api.ts";
import type { Fault, FaultKind } from "./fault.ts";

interface Transport extends MockControls {
  get(query?: string, init?: RequestInit): Promise<Response>;
}

/** Every fault must be the same in memory and over a socket. */
const transports: [string, (options: MockApiOptions) => Promise<Transport>][] = [
  [
    "fetch",
    async (options) => {
      const mock = createMockApi(options);
      return { ...mock, get: (query = "", init) => mock.fetch(`https://coc.example/v1/executions${query}`, init) };
    },
  ],
  [
    "HTTP",
    async (options) => {
      const mock = await serveMockApi(options);
      closing.push(mock.close);
      return { ...mock, get: (query = "", init) => fetch(`${mock.url}/v1/executions${query}`, init) };
    },
  ],
];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const list = executions(25, { seed: 7 });

interface Expected {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | object;
}

/** The faults that end in an answer, and that answer. */
const ANSWERED: readonly [Fault, Expected][] = [
  [
    { kind: "status", status: 503 },
    {
      status: 503,
      headers: { server: "api-gateway" },
      body: { error_code: "APIGW.0613", error_msg: "IAM is unavailable." },
    },
  ],
  [
    { kind: "status", status: 500 },
    { status: 500, body: { error_code: "APIGW.0601", error_msg: "Internal server error." } },
  ],
  [
    { kind: "status", status: 418 },
    { status: 418, body: { error_code: "APIGW.0106", error_msg: "The request parameters are invalid." } },
  ],
  [
    { kind: "status", status: 403, code: "APIGW.0306", message: "No." },
    { status: 403, body: { error_code: "APIGW.0306", error_msg: "No." } },
  ],
  [
    { kind: "status", status: 400, from: "service" },
    { status: 400, body: { error_code: "COC.00010002" } },
  ],
  [
    { kind: "status", status: 500, from: "service" },
    { status: 500, body: { error_code: "COC.00040701" } },
  ],
  [
    { kind: "throttled" },
    { status: 429, headers: { "retry-after": null, "retry-after-ms": null }, body: { error_code: "APIGW.0308" } },
  ],
  [
    { kind: "throttled", retryAfter: { seconds: 2 } },
    { status: 429, headers: { "retry-after": "2" } },
  ],
  [
    { kind: "throttled", retryAfter: { date: 0 } },
    { status: 429, headers: { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" } },
  ],
  [
    { kind: "throttled", retryAfter: { milliseconds: 1500 } },
    { status: 429, headers: { "retry-after-ms": "1500", "retry-after": null } },
  ],
  [
    { kind: "throttled", retryAfter: { text: "soon" } },
    { status: 429, headers: { "retry-after": "soon" } },
  ],
  [
    { kind: "html" },
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><body>Please log in.</body></html>" },
  ],
  [
    { kind: "html", status: 502 },
    { status: 502, headers: { "content-type": "text/html" } },
  ],
  [{ kind: "empty" }, { status: 200, headers: { "content-type": null }, body: "" }],
  [
    { kind: "empty", status: 502 },
    { status: 502, body: "" },
  ],
  [
    { kind: "empty", status: 204 },
    { status: 204, body: "" },
  ],
  [
    { kind: "error-in-200" },
    { status: 200, body: { error_code: "COC.00040701", error_msg: "Internal server error." } },
  ],
  [
    { kind: "error-in-200", code: "COC.1", message: "No." },
    { status: 200, body: { error_code: "COC.1", error_msg: "No." } },
  ],
  [
    { kind: "redirect", location: "https://elsewhere.example/v1/executions" },
    { status: 307, headers: { location: "https://elsewhere.example/v1/executions" }, body: "" },
  ],
  [
    { kind: "redirect", location: "/login", status: 302 },
    { status: 302, headers: { location: "/login" } },
  ],
  [
    { kind: "expired-token" },
    {
      status: 401,
      body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: token expires" },
    },
  ],
  [
    { kind: "expired-credentials" },
    {
      status: 401,
      body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: decrypt token fail" },
    },
  ],
  [
    { kind: "clamped-limit", limit: 3 },
    { status: 200, body: { data: list.slice(5, 8), total: 25 } },
  ],
  [
    { kind: "clamped-limit", limit: 50 },
    { status: 200, body: { data: list.slice(5, 11), total: 25 } },
  ],
  [{ kind: "ignored-offset" }, { status: 200, body: { data: list.slice(0, 6), total: 25 } }],
  [
    { kind: "wrong-total", total: 7 },
    { status: 200, body: { data: list.slice(5, 11), total: 7 } },
  ],
  [
    { kind: "wrong-total", total: "25" },
    { status: 200, body: { data: list.slice(5, 11), total: "25" } },
  ],
  [
    { kind: "shifted-total", by: -1 },
    { status: 200, body: { data: list.slice(5, 11), total: 24 } },
  ],
  [{ kind: "missing-total" }, { status: 200, body: { data: list.slice(5, 11) } }],
  [{ kind: "empty-page" }, { status: 200, body: { data: [], total: 25 } }],
  [
    { kind: "slow-body", parts: 3, delay: 0 },
    { status: 200, body: { data: list.slice(5, 11), total: 25 } },
  ],
];

/** The faults that end in no answer that could be read, which have tests of their own below. */
const UNREADABLE: readonly FaultKind[] = [
  "reset",
  "reset-in-body",
  "hang",
  "hang-in-body",
  "cut-body",
  "truncated-json",
  "invalid-json",
  "skewed-clock",
];

const QUERY = "?limit=6&offset=5";
const cases = transports.flatMap(([transport, open]) =>
  ANSWERED.map(([fault, expected]) => ({ transport, open, fault, expected })),
);

test.each(cases)("over $transport: $fault", async ({ open, fault, expected }) => {
  const mock = await open({ executions: list });
  const { left } = mock.fail(fault);
  expect(left).toBe(1);

  const response = await mock.get(QUERY, { redirect: "manual" });
  expect(response.status).toBe(expected.status);
  for (const [name, value] of Object.entries(expected.headers ?? {})) expect(response.headers.get(name)).toBe(value);
  const text = await response.text();
  if (typeof expected.body === "string") expect(text).toBe(expected.body);
  else if (expected.body !== undefined) expect(JSON.parse(text)).toMatchObject(expected.body);

  expect(mock.calls[0]).toMatchObject({ status: expected.status, faults: [fault] });
  expect(await (await mock.get(QUERY)).json()).toEqual({ data: list.slice(5, 11), total: 25 });
});

test("a missing total is not there at all", async () => {
  const mock = createMockApi({ executions: list });
  mock.fail({ kind: "missing-total" });
  expect(await (await mock.fetch("https://coc.example/v1/executions")).json()).not.toHaveProperty("total");
});

test("every kind of fault is tested over both transports", () => {
  const tested = new Set([...ANSWERED.map(([{ kind }]) => kind), ...UNREADABLE]);
  // The error of an unknown kind lists all that there are.
  const mock = createMockApi();
  expect(() => mock.fail(JSON.parse('{"kind":"none"}'))).toThrow(
    `kind must be one of ${[...KINDS].map((kind) => JSON.stringify(kind)).join(", ")}, not "none".`,
  );
  expect(tested).toEqual(new Set(KINDS));
});

const KINDS: readonly FaultKind[] = [
  "status",
  "throttled",
  "reset",
  "hang",
  "html",
  "empty",
  "error-in-200",
  "redirect",
  "expired-token",
  "expired-credentials",
  "skewed-clock",
  "clamped-limit",
  "ignored-offset",
  "wrong-total",
  "shifted-total",
  "missing-total",
  "empty-page",
  "reset-in-body",
  "hang-in-body",
  "cut-body",
  "slow-body",
  "truncated-json",
  "invalid-json",
];

test.each(transports)("over %s: a reset before the headers rejects, and the next call goes well", async (_, open) => {
  const mock = await open({ executions: list });
  mock.fail({ kind: "reset" });
  await expect(mock.get()).rejects.toMatchObject({ name: "TypeError", cause: { code: "ECONNRESET" } });
  expect(mock.calls[0]?.status).toBeUndefined();
  expect((await mock.get()).status).toBe(200);
});

test.each(transports)("over %s: a reset in the body gives the headers and then fails to read", async (_, open) => {
  const mock = await open({ executions: list });
  mock.fail({ kind: "reset-in-body" });
  const response = await mock.get();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow(new TypeError("terminated"));
});

test.each(transports)(
  "over %s: a cut body fails to read where its end was to be known, and looks whole to fetch where it was not",
  async (_, open) => {
    const mock = await open({ executions: list });
    const whole = await (await mock.get()).text();
    for (const framing of ["length", "chunked"] as const) {
      mock.fail({ kind: "cut-body", framing });
      const response = await mock.get();
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow(new TypeError("terminated"));
    }
    mock.fail({ kind: "cut-body", framing: "close" });
    const short = await (await mock.get()).text();
    expect([short.length > 0, short.length < whole.length, whole.startsWith(short)]).toEqual([true, true, true]);
    expect(await (await mock.get()).text()).toBe(whole);
  },
);

test("a cut body is framed on the wire as its option says", async () => {
  const server = await serveMockApi({ executions: list });
  closing.push(server.close);
  const headOf: Record<string, string> = {};
  for (const framing of ["length", "chunked", "close"] as const) {
    server.fail({ kind: "cut-body", framing });
    headOf[framing] = await new Promise((resolve) => {
      let received = "";
      const ask = "GET /v1/executions HTTP/1.1\r\nHost: x\r\n\r\n";
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(ask));
      socket.setEncoding("utf8").on("data", (part: string) => (received += part));
      socket.on("end", () => resolve(received.split("\r\n\r\n")[0]?.toLowerCase() ?? ""));
    });
  }
  expect(headOf.length).toMatch(/^content-length: \d+$/m);
  expect(headOf.chunked).toMatch(/^transfer-encoding: chunked$/m);
  expect(headOf.close).not.toMatch(/^(content-length|transfer-encoding):/m);
});

test.each(transports)(
  "over %s: a hang ends with the caller's own reason, before the headers and in the body",
  async (_, open) => {
    const mock = await open({ executions: list });
    const reason = new Error("enough");
    mock.fail({ kind: "hang" });
    const early = new AbortController();
    const calling = expect(mock.get("", { signal: early.signal })).rejects.toBe(reason);
    while (mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    early.abort(reason);
    await calling;

    mock.fail({ kind: "hang-in-body" });
    const late = new AbortController();
    const response = await mock.get("", { signal: late.signal });
    const reading = expect(response.text()).rejects.toBe(reason);
    late.abort(reason);
    await reading;
    expect(mock.calls.map(({ status }) => status)).toEqual([undefined, 200]);
  },
);

test.each(transports)("over %s: JSON that is cut off or wrong arrives as a good 200", async (_, open) => {
  const mock = await open({ executions: list });
  for (const kind of ["truncated-json", "invalid-json"] as const) {
    mock.fail({ kind });
    const response = await mock.get();
    expect(response.headers.get("content-type")).toBe("application/json");
    await expect(response.json()).rejects.toThrow(SyntaxError);
  }
});

test.each(transports)(
  "over %s: a clock that is off refuses the date of a signature and shows itself in Date",
  async (_, open) => {
    const mock = await open({ executions: list, now: () => Date.UTC(2025, 6, 1, 12) });
    mock.fail({ kind: "skewed-clock", by: 3_600_000, times: Number.POSITIVE_INFINITY });
    const refused = await mock.get("", { headers: { "x-sdk-date": "20250701T120000Z" } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("date")).toBe("Tue, 01 Jul 2025 13:00:00 GMT");
    expect((await refused.json()).error_msg).toContain(
      "signature expired, signature time:20250701T120000Z,server time:20250701T130000Z",
    );
    const corrected = await mock.get("", { headers: { "x-sdk-date": "20250701T130000Z" } });
    expect(corrected.status).toBe(200);
  },
);
