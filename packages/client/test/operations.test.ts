import { readdir, readFile } from "node:fs/promises";
import { contract } from "@coc-executions/openapi/contract";
import { createMockApi, stories } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { type CocClient, createClient } from "../src/index.ts";

interface ContractOperation {
  readonly operationId: string;
  readonly "x-permissions": readonly { readonly action: string }[];
}

const paths = Object.entries(contract.paths as unknown as Record<string, { readonly get: ContractOperation }>);

const folder = new URL("../src/executions/", import.meta.url);
const sources = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.includes(".test"));
const texts = await Promise.all(sources.map((name) => readFile(new URL(name, folder), "utf8")));

test.each(paths)("%s has a file with its path and its permission", (path, { get }) => {
  const text = texts.find((source) => source.includes(`path: "${path}"`));
  if (text === undefined) {
    const advice = 'Write a file for it in packages/client/src/executions: see "Add an operation" in CONTRIBUTING.md.';
    throw new Error(`The contract has the operation ${get.operationId}, and the client does not. ${advice}`);
  }
  for (const { action } of get["x-permissions"]) expect(text).toContain(`permission: "${action}"`);
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
