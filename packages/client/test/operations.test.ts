import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { contract } from "@coc-executions/openapi/contract";
import { createMockApi, stories } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { type CocClient, createClient } from "../src/index.ts";

/** The file in which an operation stands, under `src/executions/`; a new operation needs one. */
const FILES: Readonly<Record<string, string>> = {
  listExecutions: "list-page.ts",
  getExecution: "get.ts",
  listExecutionSteps: "steps.ts",
  listExecutionInstances: "instances.ts",
};

interface ContractOperation {
  readonly operationId: string;
  readonly "x-permissions": readonly { readonly action: string }[];
}

const paths = Object.entries(contract.paths as unknown as Record<string, { readonly get: ContractOperation }>);

test.each(paths)("%s has a file with its path and its permission", async (path, { get }) => {
  const { operationId } = get;
  const file = FILES[operationId];
  const advice = `The contract has the operation ${operationId}. Write packages/client/src/executions/<its name>.ts and name it in FILES here: see "Adding an operation" in CONTRIBUTING.md.`;
  if (file === undefined) throw new Error(advice);
  const url = new URL(`../src/executions/${file}`, import.meta.url);
  if (!existsSync(url)) throw new Error(advice);
  const text = await readFile(url, "utf8");
  expect(text).toContain(`path: "${path}"`);
  for (const { action } of get["x-permissions"]) expect(text).toContain(`permission: "${action}"`);
});

test("there is no file for an operation that the contract does not have", () => {
  expect(Object.keys(FILES).sort()).toEqual(paths.map(([, { get }]) => get.operationId).sort());
});

/** One call of each operation. */
const calls: [operation: string, call: (client: CocClient, id: string, step: string) => Promise<unknown>][] = [
  ["listExecutions", (client) => client.executions.listPage()],
  ["getExecution", (client, id) => client.executions.get(id)],
  ["listExecutionSteps", (client, id) => client.executions.steps(id).toArray()],
  ["listExecutionInstances", (client, _, step) => client.executions.instances(step).toArray()],
];

test.each(calls)("a refusal of %s names the permission that it needs", async (operation, call) => {
  const mock = createMockApi(stories.instancesFailed);
  mock.fail({ kind: "status", status: 403 });
  const client = createClient({ baseUrl: "https://coc.example", auth: (request) => request, fetch: mock.fetch });
  const [execution_id = ""] = mock.executions.all().map((ticket) => ticket.execution_id);
  const step = mock.executions.steps(execution_id)[0]?.execution_step_id ?? "";
  const found = paths.find(([, { get }]) => get.operationId === operation)?.[1].get["x-permissions"][0]?.action;
  await expect(call(client, execution_id, step)).rejects.toThrow(`the permission \`${found}\``);
});
