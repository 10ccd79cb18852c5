import { executions } from "@coc-executions/testkit";
import { expect, test, vi } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, scriptedFetch, type Turn } from "../../test/scripted-fetch.ts";
import { createClient } from "../client.ts";
import type { ClientEvent } from "../events.ts";
import { createTransport } from "../transport.ts";
import { observeDrift } from "./drift.ts";
import { listExecutionsPage } from "./list-page.ts";

/** A client whose observer is told into `events`, but not of requests and answers. */
function observed(...turns: Turn[]) {
  const events: ClientEvent[] = [];
  const observe = (event: ClientEvent) => {
    if (event.kind !== "request" && event.kind !== "response") events.push(event);
  };
  const auth = (request: Request) => request;
  const options = { baseUrl: "https://coc.example", auth, clock: manualClock(), fetch: scriptedFetch(...turns) };
  return { client: createClient({ ...options, observe }), events, options };
}

const answer = (...data: object[]) => json({ data, total: 718 }, { headers: { "x-request-id": "req-1" } });
const page = { kind: "page", path: "/v1/executions", offset: 0, limit: 10, items: 1, total: 718, requestId: "req-1" };

test("each page is told, and then what of it the contract does not know, once a client", async () => {
  const ticket = { execution_id: "EX1", status: "Archived", score: 1 };
  const { client, events, options } = observed(answer(ticket));
  await client.executions.listPage();
  await client.executions.listPage({ limit: 2, offset: 4 });
  expect(events).toEqual([
    page,
    { kind: "drift", what: "field", name: "score" },
    { kind: "drift", what: "status", name: "Archived" },
    { ...page, offset: 4, limit: 2 },
  ]);

  events.length = 0;
  await createClient({ ...options, observe: (event) => void events.push(event) }).executions.listPage();
  expect(events.filter(({ kind }) => kind === "drift")).toHaveLength(2);
});

test("a field of the answer itself that the contract does not know is told, also where no ticket came", async () => {
  const { client, events } = observed(json({ data: [], total: 0, next_marker: "x" }));
  await client.executions.listPage();
  expect(events.at(-1)).toEqual({ kind: "drift", what: "field", name: "envelope.next_marker" });
});

test("an id that no number holds comes with all of its digits, on a page and in a list", async () => {
  const text = '{"data":[{"id":9007199254740993,"execution_id":"EX1"},{"id":7,"execution_id":"EX2"}],"total":2}';
  const { client } = observed(new Response(text));
  const { items } = await client.executions.listPage();
  expect(items.map(({ id }) => id)).toEqual(["9007199254740993", 7]);
  expect(await client.executions.list().toArray()).toEqual(items);
});

test("each window of a listing is told", async () => {
  const turn: Turn = ({ url }) => {
    const { searchParams } = new URL(url);
    const offset = Number(searchParams.get("offset"));
    const rows = executions(25, { seed: 1 }).slice(offset, offset + Number(searchParams.get("limit")));
    return json({ data: rows, total: 25 });
  };
  const { client, events } = observed(turn);
  const all = await client.executions.list({}, { pageSize: 10 }).toArray();
  expect(all).toHaveLength(25);
  expect(events.length).toBeGreaterThanOrEqual(3);
  expect(events.every(({ kind }) => kind === "page")).toBe(true);
});

test("a page that is refused is none", async () => {
  const { client, events } = observed(json({ data: [null] }));
  await expect(client.executions.listPage()).rejects.toMatchObject({ code: "unexpected_response" });
  expect(events).toEqual([]);
});

test.each([
  ["without an observer no field of a ticket is looked for", undefined, 0],
  ["with one the fields are looked for once", () => {}, 1],
])("%s", async (_, observe, expected) => {
  const ticket = { execution_id: "EX1" };
  const looks = vi.spyOn(Object, "keys");
  const auth = (request: Request) => request;
  const fetch = scriptedFetch(json({ data: [ticket], total: 1 }));
  const transport = createTransport({ baseUrl: "https://coc.example", auth, fetch, observe });
  observeDrift(transport);
  await listExecutionsPage(transport);
  const looked = looks.mock.calls.filter(([object]) => "execution_id" in Object(object));
  looks.mockRestore();
  expect(looked).toHaveLength(expected);
});

test("a page has the status and the headers of its response", async () => {
  const { client } = observed(json({ data: [], total: 0 }, { headers: { "x-ratelimit-remaining": "7" } }));
  const { response } = await client.executions.listPage();
  expect(response.status).toBe(200);
  expect(response.headers.get("x-ratelimit-remaining")).toBe("7");
});

test("a call may have headers, a time limit and retries of its own", async () => {
  const fetch = scriptedFetch(json({}, { status: 503 }), json({ data: [], total: 0 }));
  const auth = (request: Request) => request;
  const clock = manualClock();
  const transport = createTransport({ baseUrl: "https://coc.example", auth, fetch, clock, headers: { "x-team": "a" } });
  const once = listExecutionsPage(transport, {}, { retry: { maxAttempts: 1 }, headers: { "x-job": "b" } });
  await expect(once).rejects.toMatchObject({ status: 503, attempts: 1 });
  expect(fetch.requests.map(({ headers }) => [headers.get("x-team"), headers.get("x-job")])).toEqual([["a", "b"]]);
  const stalled = createTransport({ baseUrl: "https://coc.example", auth, clock, fetch: () => new Promise(() => {}) });
  const late = listExecutionsPage(stalled, {}, { timeout: 5, retry: { maxAttempts: 1 } });
  await expect(late).rejects.toMatchObject({ code: "timeout", timeout: 5 });
});

test.each([
  [{ retries: 3 }, /^each key of the options of a call must be one of .*, not "retries"/],
  [{ retry: { maxAttempts: 0 } }, /^retry\.maxAttempts must be an integer from 1 to 100/],
  [{ headers: { Authorization: "x" } }, /^headers\["Authorization"\] must be left out/],
  [{ signal: new AbortController() }, /^signal must be an AbortSignal/],
])("%o is refused before anything is sent", async (options, message) => {
  const { client } = observed(json({ data: [], total: 0 }));
  await expect(client.executions.listPage({}, options as object)).rejects.toThrow(message);
});
