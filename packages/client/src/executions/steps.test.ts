import { createMockApi, execution, executionInstance, executionStep, stories } from "@coc-executions/testkit";
import type { ExecutionInstance } from "@coc-executions/types";
import { expect, test } from "vitest";
import { createClient } from "../client.ts";
import { isListingError, isNotFoundError, isUnexpectedResponseError } from "../errors.ts";

const auth = (request: Request) => request;
const steps = Array.from({ length: 250 }, (_, index) =>
  executionStep({ execution_step_id: `ES${index}`, status: index % 50 === 7 ? "Failed" : "Succeed" }),
);

function setUp(options: Parameters<typeof createMockApi>[0] = {}) {
  const mock = createMockApi({
    executions: [execution({ execution_id: "EX1" }), execution({ execution_id: "EX2", id: 2 })],
    steps: { EX1: steps, EX2: [] },
    ...options,
  });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch });
  return { mock, client, ...client.executions };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test("all steps come once and in order, row by row, by page and at once", async () => {
  const { client } = setUp();
  const list = client.executions.steps("EX1");
  const rows = [];
  for await (const step of list) rows.push(step);
  expect(rows).toEqual(steps);
  expect(list.receipt()).toMatchObject({ complete: true, rows: 250 });
  expect(await list.toArray()).toEqual(steps);
  const pages = [];
  for await (const page of list.byPage()) pages.push(...page.items);
  expect(pages).toEqual(steps);
});

test("where, maxItems and one id are those of the list of tickets and of the wire", async () => {
  const { client, mock } = setUp();
  const failed = await client.executions
    .steps("EX1", { where: ({ status }) => status === "Failed", maxItems: 3 })
    .toArray();
  expect(failed.map((step) => step.execution_step_id)).toEqual(["ES7", "ES57", "ES107"]);
  expect(await client.executions.steps("EX1", { execution_step_id_list: ["ES9"] }).toArray()).toEqual([steps[9]]);
  expect(mock.calls.at(-1)?.url).toMatch(/steps\?execution_step_id_list=ES9&/);
});

test("a checkpoint continues the same list, and no other", async () => {
  const { client } = setUp();
  const list = client.executions.steps("EX1");
  const rows = [];
  for await (const step of list) {
    rows.push(step);
    if (rows.length === 120) break;
  }
  const from = JSON.stringify(list.checkpoint());
  for await (const step of client.executions.steps("EX1", { from })) rows.push(step);
  expect(rows).toEqual(steps);
  expect(() => client.executions.steps("EX2", { from })).toThrow(/^from must be a checkpoint of the same steps/);
  expect(() => client.executions.instances("ES1", { from })).toThrow(
    /^from must be a checkpoint of the same instances/,
  );
  expect(() => client.executions.list({}, { from })).toThrow(/^from must be a checkpoint of the same query/);
});

test("a ticket without steps has none, a ticket that does not exist is not found", async () => {
  const { client } = setUp();
  expect(await client.executions.steps("EX2").toArray()).toEqual([]);
  for (const missingExecution of ["no-data", "error-code", "not-found"] as const) {
    const { client: other, mock } = setUp({ unknowns: { missingExecution } });
    const error = await failureOf(other.executions.steps("EX404").toArray());
    expect(isNotFoundError(error), missingExecution).toBe(true);
    expect(error).toMatchObject({ id: "EX404" });
    expect(mock.calls).toHaveLength(1);
  }
});

test.each([
  ["data that is null, and nothing in all", { data: null, total: 0 }, []],
  [
    "fields that are missing or null",
    { data: [{ execution_step_id: "ES1", inputs: null, name: null }], total: 1 },
    [{ execution_step_id: "ES1", inputs: null, name: null }],
  ],
])("%s are read as they are", async (_, body, expected) => {
  const fetch = async (url: string) =>
    Response.json(new URL(url).searchParams.get("offset") === "0" ? body : { ...body, data: [] });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch });
  expect(await client.executions.steps("EX1").toArray()).toEqual(expected);
});

test("a step without an id cannot be listed", async () => {
  const fetch = async () => Response.json({ data: [{ name: "prepare" }], total: 1 });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch });
  expect(isListingError(await failureOf(client.executions.steps("EX1").toArray()))).toBe(true);
  const text = async () => Response.json({ data: "none", total: 1 });
  const other = createClient({
    baseUrl: "https://coc.example",
    auth,
    fetch: text,
    retry: { maxAttempts: 1, baseDelay: 0, maxDelay: 0 },
  });
  const error = await failureOf(other.executions.steps("EX1", { signal: AbortSignal.timeout(60_000) }).toArray());
  expect(isListingError(error) || isUnexpectedResponseError(error)).toBe(true);
});

test.each([
  [{ execution_step_id_list: ["a", "b"] }, /^execution_step_id_list must be an array of one id/],
  [{ execution_step_id_list: [] }, /^execution_step_id_list must be an array of one id/],
  [{ execution_step_id_list: "a" }, /^execution_step_id_list must be an array of one id/],
  [{ stepIds: ["a"] }, /^each key of the options of list must be one of where/],
  [{ pageSize: 0 }, /^pageSize must be/],
])("the options %j are refused at once", (options, message) => {
  expect(() => setUp().client.executions.steps("EX1", options as object)).toThrow(message);
});

test.each([["", undefined, 7, "\ud800"]].flat())("the step id %j is refused at once", (id) => {
  expect(() => setUp().client.executions.instances(id as string)).toThrow(/^execution_step_id must be/);
});

test("10,000 instances that move while they are read come once each", async () => {
  const all: ExecutionInstance[] = Array.from({ length: 10_000 }, (_, index) =>
    Object.assign(executionInstance({ id: index, execution_instance_id: `EI${index}`, execution_step_id: "ES1" }), {
      strat_time: 1, // as the vendor's definition spells it
    }),
  );
  let current = [...all];
  const removed = new Set<string>();
  const { client, mock } = setUp({
    instances: { ES1: current },
    unknowns: { maxLimit: 40 },
    beforeAnswer: (call, store) => {
      if (call.number % 3 !== 0) return;
      const [gone] = current.splice((call.number * 7919) % current.length, 1);
      if (gone !== undefined) removed.add(gone.execution_instance_id);
      current = [
        executionInstance({ id: 90_000 + call.number, execution_instance_id: `new${call.number}` }),
        ...current,
      ];
      store.setInstances("ES1", [...current]);
    },
  });
  const rows = await client.executions.instances("ES1").toArray();
  const ids = rows.map((row) => row.execution_instance_id);
  expect(new Set(ids).size).toBe(ids.length);
  const stable = all.filter((row) => !removed.has(row.execution_instance_id));
  const seen = new Set(ids);
  expect(stable.filter((row) => !seen.has(row.execution_instance_id))).toEqual([]);
  expect(rows.filter((row) => seen.has(row.execution_instance_id) && "strat_time" in row).length).toBeGreaterThan(9000);
  expect(mock.calls.every(({ query }) => query.execution_step_id === "ES1")).toBe(true);
});

test("a page event names its operation", async () => {
  const paths: unknown[] = [];
  const mock = createMockApi(stories.stepTimedOut);
  const client = createClient({
    ...{ baseUrl: "https://coc.example", auth, fetch: mock.fetch },
    observe: (event) => event.kind === "page" && void paths.push(event.path),
  });
  const id = mock.executions.all()[0]?.execution_id ?? "";
  await client.executions.steps(id).toArray();
  await client.executions.list().toArray();
  expect(new Set(paths)).toEqual(new Set(["/v1/executions/{execution_id}/steps", "/v1/executions"]));
});
