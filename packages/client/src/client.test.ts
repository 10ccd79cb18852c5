import { expect, test } from "vitest";
import { manualClock } from "../test/manual-clock.ts";
import { json, page, scriptedFetch, type Turn } from "../test/scripted-fetch.ts";
import { createClient } from "./client.ts";
import { endpoints } from "./endpoints.ts";

function clientOf(...turns: Turn[]) {
  const fetch = scriptedFetch(...turns);
  const auth = (request: Request) => request;
  return {
    client: createClient({ baseUrl: endpoints.china, auth, fetch, clock: manualClock() }),
    requests: fetch.requests,
  };
}

test("a page holds the tickets as they came, and what is known of the answer", async () => {
  const ticket = { execution_id: "EX1", id: 3025, status: "Archived", end_time: null, score: { new: "field" } };
  const { client, requests } = clientOf(json({ data: [ticket], total: 718 }, { headers: { "X-Request-Id": "req-1" } }));
  const page = await client.executions.listPage({ limit: 1, offset: 5, creator: "张三 ops~" });
  expect(page).toEqual({
    items: [ticket],
    total: 718,
    offset: 5,
    limit: 1,
    requestId: "req-1",
    attempts: 1,
    waited: 0,
    response: { status: 200, headers: expect.any(Headers) },
  });
  expect(requests.map(({ url }) => url)).toEqual([
    "https://coc.myhuaweicloud.com/v1/executions?creator=%E5%BC%A0%E4%B8%89%20ops~&limit=1&offset=5",
  ]);
});

test("without a query nothing is sent along, and the limit is the service's own", async () => {
  const { client, requests } = clientOf(page([]));
  expect(await client.executions.listPage()).toMatchObject({ items: [], total: 0, offset: 0, limit: 10 });
  expect(requests[0]?.url).toBe("https://coc.myhuaweicloud.com/v1/executions");
});

test.each([`'!()*~`, "a b+c", "=&?#%", "𠮷😀", "a/b"])(
  "the creator %s arrives percent-encoded by RFC 3986",
  async (creator) => {
    const { client, requests } = clientOf(page([]));
    await client.executions.listPage({ creator });
    const query = requests[0]?.url.split("?creator=")[1] ?? "";
    expect(query).toMatch(/^([A-Za-z0-9\-._~]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(query)).toBe(creator);
  },
);

test.each([
  ["null", null],
  ["a list", []],
  ["no data and no total", {}],
  ["no data although the total says that there is some", { total: 718 }],
  ["data that is no list", { data: {}, total: 1 }],
  ["a row that is no ticket", { data: [null], total: 1 }],
  ["a ticket without an id", { data: [{ status: "Failed" }], total: 1 }],
])("a 200 with %s is refused, once, with what it began with", async (_, body) => {
  const { client, requests } = clientOf(json(body, { headers: { "x-request-id": "req-1" } }));
  await expect(client.executions.listPage()).rejects.toMatchObject({
    code: "unexpected_response",
    status: 200,
    requestId: "req-1",
    body: JSON.stringify(body),
    attempts: 1,
  });
  expect(requests).toHaveLength(1);
});

test("a total of zero without data is an empty page", async () => {
  const { client } = clientOf(json({ data: null, total: 0 }));
  expect(await client.executions.listPage()).toMatchObject({ items: [], total: 0 });
});

test.each(["718", -1, 1.5, null])("a total of %j is none", async (total) => {
  const { client } = clientOf(json({ data: [{ execution_id: "EX1" }], total }));
  expect(await client.executions.listPage()).toMatchObject({ total: undefined });
});

test.each([{ limit: 0 }, { creator: "" }, { tags: { "a=b": "c" } }, { status: "Failed" }])(
  "%j is refused before anything is sent",
  async (query) => {
    const { client, requests } = clientOf(page([]));
    await expect(client.executions.listPage(query as object)).rejects.toMatchObject({ code: "invalid_argument" });
    expect(requests).toHaveLength(0);
  },
);

test.each([
  [{ timeout: 0 }, /^timeout must be/],
  [{ signal: new AbortController() }, /^signal must be an AbortSignal/],
  [{ retries: 3 }, /^each key of the options of a call must be one of signal, timeout/],
  [new AbortController().signal, /^the options of a call must be an object, not an AbortSignal\.$/],
])("call options %o are refused", async (options, message) => {
  const { client } = clientOf(page([]));
  await expect(client.executions.listPage({}, options as object)).rejects.toThrow(message);
});

test("list refuses a wrong filter and wrong options at once", () => {
  const { client } = clientOf(page([]));
  expect(() => client.executions.list({ creater: "x" } as object)).toThrow(/not "creater"/);
  expect(() => client.executions.list({}, { pageSize: 0 })).toThrow(/^pageSize must be/);
  expect(() => client.executions.list({}, { where: "Failed" as never })).toThrow(/^where must be a function/);
  expect(() => client.executions.list({}, { maxItems: 1.5 })).toThrow(/^maxItems must be/);
  expect(() => client.executions.list({}, { limit: 5 } as object)).toThrow(/^each key of the options of list/);
});

test("a client for a proxy keeps the proxy's path", async () => {
  const fetch = scriptedFetch(page([]));
  const client = createClient({ baseUrl: "https://proxy.example/coc/", auth: (request) => request, fetch });
  await client.executions.listPage();
  expect(fetch.requests[0]?.url).toBe("https://proxy.example/coc/v1/executions");
});

test("the caller's headers are sent", async () => {
  const fetch = scriptedFetch(page([]));
  const auth = (request: Request) => request;
  await createClient({
    baseUrl: endpoints.europe,
    auth,
    fetch,
    headers: { "X-Language": "en-us" },
  }).executions.listPage();
  expect(fetch.requests[0]?.headers.get("x-language")).toBe("en-us");
});

test("the global fetch is looked up at each call", async () => {
  const client = createClient({ baseUrl: endpoints.china, auth: (request) => request });
  const original = globalThis.fetch;
  try {
    globalThis.fetch = scriptedFetch(page(["EX7"])) as typeof fetch;
    expect((await client.executions.listPage()).items).toEqual([{ execution_id: "EX7" }]);
  } finally {
    globalThis.fetch = original;
  }
});

test("the api itself returns data, and refusals as openapi-fetch does", async () => {
  const refusal = { error_code: "COC.00010002", error_msg: "bad" };
  const { client } = clientOf(page(["EX1"]), json(refusal, { status: 400 }), new Response("<html>"));
  expect((await client.api.GET("/v1/executions", { params: { query: { limit: 1 } } })).data?.total).toBe(1);

  const { error, response } = await client.api.GET("/v1/executions");
  expect([response.status, error]).toEqual([400, refusal]);

  await expect(client.api.GET("/v1/executions")).rejects.toMatchObject({ code: "unexpected_response", attempts: 3 });
});

test.each([
  [new Date(0), /^creator must be a string, a finite number, true or false, not 1970/],
  [Number.NaN, /^creator must be .*, not NaN/],
  [{ a: 1 }, /^creator must be/],
])("the api refuses %o in a query, where openapi-fetch would send nonsense", async (creator, message) => {
  const { client, requests } = clientOf(page([]));
  const query = { creator: creator as unknown as string };
  await expect(client.api.GET("/v1/executions", { params: { query } })).rejects.toThrow(message);
  expect(requests).toHaveLength(0);
});

test.each(["", "null", " ", '""'])("a refusal whose body is %j is an error for who looks at `error`", async (body) => {
  const { client } = clientOf(new Response(body, { status: 400 }));
  const { data, error, response } = await client.api.GET("/v1/executions");
  expect([data, response.status]).toEqual([undefined, 400]);
  expect(error).toEqual({ error_msg: "The service returned 400 without a message" });
});

test("middlewares of the api see its own calls only", async () => {
  const { client } = clientOf(page(["EX1"]));
  const seen: string[] = [];
  client.api.use({ onRequest: ({ request }) => void seen.push(request.url) });
  await client.executions.listPage();
  expect(seen).toEqual([]);
  await client.api.GET("/v1/executions");
  expect(seen).toHaveLength(1);
});

test("an abort with a reason that is false-like rejects with it", async () => {
  const { client } = clientOf(() => new Promise<Response>(() => {}));
  const controller = new AbortController();
  const page = client.executions.listPage({}, { signal: controller.signal });
  controller.abort(0);
  await expect(page).rejects.toBe(0);
});
