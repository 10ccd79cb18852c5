import { executions } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, scriptedFetch, type Turn } from "../../test/scripted-fetch.ts";
import { createClient } from "../create-client.ts";
import type { Sent } from "../fetch/send.ts";
import type { ClientEvent } from "../observe/client-event.ts";
import { listPage } from "./list-page.ts";
import { createToldDrift } from "./tell-drift.ts";

/** A client whose observer is told into `events`, but not of requests and answers. */
function observed(...turns: Turn[]) {
  const events: ClientEvent[] = [];
  const observe = (event: ClientEvent) => {
    if (event.kind !== "request" && event.kind !== "answer") events.push(event);
  };
  const auth = (request: Request) => request;
  const options = { baseUrl: "https://coc.example", auth, clock: manualClock(), fetch: scriptedFetch(...turns) };
  return { client: createClient({ ...options, observe }), events, options };
}

const answer = (...data: object[]) => json({ data, total: 718 }, { headers: { "x-request-id": "req-1" } });
const page = { kind: "page", offset: 0, limit: 10, items: 1, total: 718, requestId: "req-1" };

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
])("%s", async (_, emit, expected) => {
  let looks = 0;
  const ownKeys = (ticket: object) => {
    looks++;
    return Reflect.ownKeys(ticket);
  };
  const body = { data: [new Proxy({ execution_id: "EX1" }, { ownKeys })], total: 1 };
  const response = new Response();
  const answer = { response, text: "", requestId: undefined, redact: (text: string) => text };
  const getExecutions = async (): Promise<Sent> => {
    return { ok: true, answer, body, attempts: 1, waited: 0, misfit: () => expect.unreachable() };
  };
  await listPage({ api: { getExecutions }, emit, toldDrift: createToldDrift() });
  expect(looks).toBe(expected);
});
