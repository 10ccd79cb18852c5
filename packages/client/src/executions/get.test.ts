import { createMockApi, fixtures } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { createClient } from "../client.ts";
import { isApiError, isNotFoundError, isUnexpectedResponseError } from "../errors.ts";

const auth = (request: Request) => request;

/** A client of one answer, and the requests that it received. */
function answering(body: unknown, status = 200) {
  const requests: Request[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetch = async (url: string, init?: RequestInit) => {
    requests.push(new Request(url, init));
    return new Response(text, { status });
  };
  const client = createClient({ baseUrl: "https://coc.example/base", auth, fetch, retry: { maxAttempts: 1 } });
  return { client, requests, get: (id = "EX1") => client.executions.get(id) };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test("one ticket costs one request, and is as in the list", async () => {
  const mock = createMockApi({ executions: fixtures.vendorList });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch });
  const ticket = mock.executions.all()[500] ?? expect.unreachable();
  expect(await client.executions.get(ticket.execution_id)).toEqual(ticket);
  expect(mock.calls.map(({ path }) => path)).toEqual([`/v1/executions/${ticket.execution_id}`]);
});

test("the id stands in the path, escaped", async () => {
  const { get, requests } = answering({ data: { execution_id: "EX1", brand_new: [1] } });
  expect(await get("EX 1?ä'%")).toEqual({ execution_id: "EX1", brand_new: [1] });
  expect(requests[0]?.url).toBe("https://coc.example/base/v1/executions/EX%201%3F%C3%A4%27%25");
});

test.each(
  [["", "a/b", "a\\b", "..", ".", "a..b", "instances", "x".repeat(129), "a\nb", "\ud800", 7, null, undefined]].flat(),
)("the id %j is refused before anything is sent", async (id) => {
  const { client, requests } = answering({});
  await expect(client.executions.get(id as string)).rejects.toThrow(/^execution_id must be an id of 1 to 128/);
  expect(() => client.executions.steps(id as string)).toThrow(/^execution_id must be an id of 1 to 128/);
  await expect(client.executions.why(id as string)).rejects.toThrow(/^execution_id must be an id of 1 to 128/);
  expect(requests).toEqual([]);
});

test.each([
  ["a 404 of the service", 404, { error_code: "COC.00011111", error_msg: "?" }],
  ["a 404 without a body", 404, ""],
  ["the code of a job that does not exist", 400, { error_code: "COC.00042101", error_msg: "?" }],
  ["words", 400, { error_code: "COC.00099999", error_msg: "The execution does not exist." }],
  ["other words", 400, { error_code: "COC.00099999", error_msg: "execution not found" }],
  ["words in Chinese", 400, { error_code: "COC.00099999", error_msg: "工单不存在" }],
  ["a code in a 200", 200, { error_code: "COC.00042101", error_msg: "?", data: null }],
  ["a 200 without data", 200, {}],
  ["a 200 with no data", 200, { error_code: "COC.00000000", error_msg: null, data: null }],
])("no such ticket, told by %s, is one error", async (_, status, body) => {
  const { get, requests } = answering(body, status);
  const error = await failureOf(get());
  expect(isNotFoundError(error)).toBe(true);
  expect(error).toMatchObject({
    ...{ name: "NotFoundError", code: "not_found", id: "EX1", retryable: false, attempts: 1 },
    message:
      "GET /base/v1/executions/EX1 found no ticket with the id EX1 (1 attempt). Check the id and the site; a new ticket may take a moment to be visible.",
  });
  expect(isApiError((error as Error).cause)).toBe(
    status !== 200 ||
      ("error_code" in (body as object) && (body as { error_code: string }).error_code !== "COC.00000000"),
  );
  expect(requests).toHaveLength(1);
});

test.each([
  ["a wrong address", 404, { error_code: "APIGW.0101", error_msg: "The API does not exist." }, /base URL/],
  ["a refusal", 403, { error_code: "APIGW.0302", error_msg: "no" }, /`coc:execution:get`/],
  ["a failure inside", 400, { error_code: "COC.00040701", error_msg: "script not found" }, /COC\.00040701/],
  ["a bad parameter", 400, { error_code: "COC.00010002", error_msg: "Invalid parameter values." }, /COC\.00010002/],
])("%s is not taken for a missing ticket", async (_, status, body, message) => {
  const error = await failureOf(answering(body, status).get());
  expect(isApiError(error)).toBe(true);
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
});

test.each([
  ["a list", { data: [{ execution_id: "EX1" }], total: 1 }],
  ["a ticket without an id", { data: { id: 1 } }],
  ["a text", { data: "EX1" }],
  ["an array", []],
  ["no data, but a total", { total: 1 }],
  ["HTML", "<html>"],
])("%s in place of a ticket is an error", async (_, body) => {
  expect(isUnexpectedResponseError(await failureOf(answering(body).get()))).toBe(true);
});

test("an id that no number holds comes with all of its digits", async () => {
  const { get } = answering('{"data":{"id":9007199254740993,"execution_id":"EX1","x":{"id":1}}}');
  expect(await get()).toEqual({ id: "9007199254740993", execution_id: "EX1", x: { id: 1 } });
});

test("the options of a call are those of listPage", async () => {
  const { client, requests } = answering({ data: { execution_id: "EX1" } });
  await client.executions.get("EX1", { headers: { "x-trace": "1" } });
  expect(requests[0]?.headers.get("x-trace")).toBe("1");
  const reason = new Error("stop");
  await expect(client.executions.get("EX1", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  await expect(client.executions.get("EX1", JSON.parse('{"limit":1}'))).rejects.toThrow(/each key of the options/);
  expect(requests).toHaveLength(1);
});
