import { contract } from "@coc-executions/openapi/contract";
import { validatorOf } from "@coc-executions/openapi/validate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { fixtures } from "../data/fixtures.ts";
import { executionInstance } from "../data/instance.ts";
import { instancesOf } from "../data/instances.ts";
import { executionStep } from "../data/step.ts";
import { stepsOf } from "../data/steps.ts";
import { type Story, stories } from "../data/stories.ts";
import { createMockApi, type MockApi } from "../mock-api/create-mock-api.ts";
import { OPERATIONS } from "./index.ts";

const LIST = "https://coc.example/v1/executions";

async function ask(mock: MockApi, path: string): Promise<{ status: number; body: Record<string, never> }> {
  const response = await mock.fetch(`${LIST}${path}`);
  return { status: response.status, body: await response.json() };
}

/** Tickets of every kind. */
const { vendorList: _, ...shortLists } = fixtures;
const tickets = [
  ...Object.values(shortLists).flat(),
  ...Object.values<Story>({ ...stories }).flatMap((story) => story.executions),
  ...executions(50),
];

test("the mock has the operations of the contract, with its paths and parameters", () => {
  const paths = contract.paths as unknown as Record<
    string,
    { get: { operationId: string; parameters: { $ref: string }[] } }
  >;
  const found = Object.entries(paths).map(([path, { get }]) => {
    const { operationId, parameters = [] } = get;
    const names = parameters.map(({ $ref }) => $ref.split("/").at(-1) ?? "").filter((name) => name !== "execution_id");
    return [operationId, path, names.sort()];
  });
  const mine = Object.entries(OPERATIONS).map(([name, { path, parameters }]) => [
    name,
    path,
    Object.keys(parameters).sort(),
  ]);
  expect(mine.sort()).toEqual(found.sort());
});

test("one ticket comes as it is in the list", async () => {
  const mock = createMockApi({ executions: fixtures.vendorExample });
  const [first] = mock.executions.all();
  expect(await ask(mock, `/${first?.execution_id}`)).toEqual({ status: 200, body: { data: first } });
  expect(mock.calls[0]).toMatchObject({ operation: "getExecution", outcome: `the ticket ${first?.execution_id}` });
  const without = createMockApi({ executions: fixtures.vendorExample, unknowns: { sysTagsOfOne: false } });
  const { body } = await ask(without, `/${first?.execution_id}`);
  expect(body.data).not.toHaveProperty("sys_tags");
});

test.each([
  ["no-data", 200, {}],
  ["error-code", 400, { error_code: "COC.00042101", error_msg: "The execution does not exist." }],
  ["not-found", 404, { error_code: "COC.00042101", error_msg: "The execution does not exist." }],
] as const)("a ticket that does not exist is told by %s", async (missingExecution, status, body) => {
  const mock = createMockApi({ executions: executions(3), unknowns: { missingExecution } });
  expect(await ask(mock, "/EX404")).toEqual({ status, body });
  expect(await ask(mock, "/EX404/steps")).toEqual({ status, body });
  expect(await ask(mock, "/instances?execution_step_id=ES404")).toMatchObject({ body: { data: [], total: 0 } });
});

test("an id may hold what has to be escaped", async () => {
  const mock = createMockApi({ executions: [execution({ execution_id: "EX 1?ä%" })] });
  expect(await ask(mock, `/${encodeURIComponent("EX 1?ä%")}`)).toMatchObject({
    body: { data: { execution_id: "EX 1?ä%" } },
  });
  expect(await ask(mock, "/EX%E4")).toEqual({ status: 200, body: {} });
});

test.each(tickets.map((ticket) => [ticket.execution_id, ticket] as const))(
  "steps and instances fit %s",
  async (_, ticket) => {
    const mock = createMockApi({ executions: [ticket] });
    const { body } = await ask(mock, `/${encodeURIComponent(ticket.execution_id)}/steps?limit=100`);
    expect(validatorOf("ListExecutionStepsResponse")(body)).toEqual([]);
    const steps = stepsOf(ticket);
    expect(body).toEqual({ data: steps, total: steps.length });
    const last = steps.at(-1);
    expect(last?.status).toBe(ticket.status ?? "Succeed");
    expect(last?.end_time === null).toBe(["Pending", "Running", "Canceling"].includes(last?.status ?? ""));
    expect(last?.message !== "").toBe(["Failed", "Timeout", "Canceled"].includes(last?.status ?? ""));
    for (const step of steps) {
      const id = encodeURIComponent(step.execution_step_id);
      const listed = await ask(mock, `/instances?execution_step_id=${id}&limit=100`);
      expect(validatorOf("ListExecutionInstancesResponse")(listed.body)).toEqual([]);
      expect(listed.body.data).toEqual(instancesOf(step));
      expect(instancesOf(step).at(-1)?.status).toBe(step.status);
    }
  },
);

test("ids of steps and instances are unlike", async () => {
  const steps = executions(500).flatMap(stepsOf);
  const instances = steps.flatMap((step) => instancesOf(step));
  expect(new Set(steps.map((step) => step.execution_step_id)).size).toBe(steps.length);
  expect(new Set(instances.map((instance) => instance.execution_instance_id)).size).toBe(instances.length);
});

test("steps page, and can be asked for one by one", async () => {
  const steps = Array.from({ length: 25 }, (_, index) => executionStep({ execution_step_id: `ES${index}` }));
  const mock = createMockApi({ executions: [execution({ execution_id: "EX1" })], steps: { EX1: steps } });
  expect((await ask(mock, "/EX1/steps")).body).toEqual({ data: steps.slice(0, 10), total: 25 });
  expect((await ask(mock, "/EX1/steps?limit=4&offset=23")).body).toEqual({ data: steps.slice(23), total: 25 });
  expect((await ask(mock, "/EX1/steps?execution_step_id_list=ES7")).body).toEqual({ data: [steps[7]], total: 1 });
  expect((await ask(mock, "/EX1/steps?execution_step_id_list=ES7,ES8")).status).toBe(400);
  expect((await ask(mock, "/EX1/steps?creator=x")).body).toMatchObject({
    error_msg: "Invalid parameter values. The parameter creator is unknown.",
  });
});

test("a gateway may have the service under a path of its own, but no version stands twice", async () => {
  const mock = createMockApi({ executions: [execution({ execution_id: "EX1" })] });
  const ask = async (path: string) => (await mock.fetch(`https://gateway.example${path}`)).status;
  expect(await ask("/coc/v1/executions")).toBe(200);
  expect(await ask("/a/b/v1/executions/EX1/steps")).toBe(200);
  expect(await ask("/v1/v1/executions")).toBe(404);
  expect(await ask("/coc/v2/executions")).toBe(404);
  expect(mock.calls[0]).toMatchObject({ path: "/coc/v1/executions", operation: "listExecutions" });
});

test("all fixtures can be combined in one list", () => {
  const { vendorExample: _, ...others } = fixtures; // its two are the head of the vendor's list
  const all = Object.values(others).flat();
  expect(createMockApi({ executions: all }).executions.all()).toHaveLength(all.length);
});

test.each([
  ["execution", () => execution(JSON.parse('{"statsu":"Failed"}')), "statsu"],
  ["executionStep", () => executionStep(JSON.parse('{"mesage":"x"}')), "mesage"],
  ["executionInstance", () => executionInstance(JSON.parse('{"ip":"x"}')), "ip"],
])("%s refuses a misspelt field by name", (name, make, field) => {
  expect(make).toThrow(new RegExp(`^Each key of the overrides of ${name}\\(\\) must be one of .+, not "${field}"\\.$`));
});

test("without a step all instances are listed", async () => {
  const mock = createMockApi(stories.instancesFailed);
  expect((await ask(mock, "/instances?limit=1")).body).toMatchObject({ total: 40 });
});

test("steps and instances can be changed, and reset puts the first ones back", async () => {
  const mock = createMockApi({ executions: [execution({ execution_id: "EX1" })] });
  const before = mock.executions.steps("EX1");
  mock.executions.setSteps("EX1", [executionStep({ execution_step_id: "ES1" })]);
  mock.executions.setInstances("ES1", [executionInstance({ id: 7 })]);
  expect((await ask(mock, "/EX1/steps")).body).toMatchObject({ total: 1, data: [{ execution_step_id: "ES1" }] });
  expect((await ask(mock, "/instances?execution_step_id=ES1")).body).toMatchObject({ data: [{ id: 7 }] });
  mock.reset();
  expect(mock.executions.steps("EX1")).toEqual(before);
  expect(mock.executions.instances("ES1")).toEqual([]);
});

test("faults befall every operation, by their match", async () => {
  const mock = createMockApi(stories.stepTimedOut);
  const id = mock.executions.all()[0]?.execution_id;
  mock.fail({ kind: "status", status: 503, match: ({ operation }) => operation === "getExecution" });
  mock.fail({ kind: "clamped-limit", limit: 1, times: 2 });
  mock.fail({ kind: "wrong-total", total: 9, match: ({ operation }) => operation === "listExecutionSteps" });
  expect((await ask(mock, "")).body.data).toHaveLength(1);
  expect((await ask(mock, `/${id}`)).status).toBe(503);
  expect((await ask(mock, `/${id}/steps`)).body).toMatchObject({ total: 9, data: [{ name: "prepare" }] });
  expect((await ask(mock, `/${id}/steps`)).body).toMatchObject({ total: 3 });
});

test.each([
  [{ steps: [] }, "steps must be an object of arrays by id, not an array."],
  [{ steps: { EX1: {} } }, 'steps["EX1"] must be an array, not an object with no keys.'],
  [{ steps: { EX1: [{}] } }, 'steps["EX1"][0].execution_step_id must be a text, not undefined.'],
  [
    { instances: { ES1: [{ execution_instance_id: "a", properties: { b: 1 } }] } },
    'instances["ES1"][0].properties.b must be a text, not 1.',
  ],
])("refuses the options %j", (options, message) => {
  expect(() => createMockApi(JSON.parse(JSON.stringify(options)))).toThrow(new TypeError(message));
});

test("builders give what the contract has, whatever is given", () => {
  const status = fc.constantFrom("Pending", "Running", "Succeed", "Canceling", "Canceled", "Failed", "Timeout", "New");
  fc.assert(
    fc.property(status, fc.integer({ min: 1, max: 1e6 }), (given, id) => {
      expect(validatorOf("ExecutionStep")(executionStep({ status: given }))).toEqual([]);
      expect(validatorOf("ExecutionInstance")(executionInstance({ status: given, id }))).toEqual([]);
    }),
  );
});

test("no fixture and no story has a field that the contract does not have", () => {
  const { schemas } = contract.components as unknown as { schemas: Record<string, { properties: object }> };
  const unknownOf = (place: string, rows: readonly object[], schema: string) =>
    rows.flatMap((row) =>
      Object.keys(row)
        .filter((name) => !(name in (schemas[schema]?.properties ?? {})))
        .map((name) => `${place} has the field ${name}, which the contract does not have`),
    );
  const { unknownValues, ...lists } = fixtures;
  const found = [
    ...Object.entries(lists).flatMap(([name, list]) => unknownOf(`fixtures.${name}`, list, "Execution")),
    ...Object.entries<Story>({ ...stories }).flatMap(([name, story]) => [
      ...unknownOf(`stories.${name}`, story.executions, "Execution"),
      ...unknownOf(`stories.${name}`, Object.values(story.steps).flat(), "ExecutionStep"),
      ...unknownOf(`stories.${name}`, Object.values(story.instances).flat(), "ExecutionInstance"),
    ]),
  ];
  expect(found).toEqual([]);
  expect(unknownOf("fixtures.unknownValues", unknownValues, "Execution")).not.toEqual([]);
});
