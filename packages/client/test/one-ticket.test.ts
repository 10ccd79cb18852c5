import { execution, executionStep } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  accessKey,
  createClient,
  createTransport,
  getExecution,
  listInstances,
  listSteps,
  whyFailed,
} from "../src/index.ts";

// Over a socket, signed: what the mock checks is the path and the query as they were sent.

const credentials = { accessKeyId: "ONE-TICKET-KEY", secretAccessKey: "one-ticket-secret" };
const ids = ["EX20250701120000000001", "EX 1?ä'%+*(!)~", "文档&=#"];

let server: Awaited<ReturnType<typeof serveMockApi>>;
beforeAll(async () => {
  const executions = ids.map((execution_id, index) => execution({ id: index + 1, execution_id, status: "Failed" }));
  const steps = { [ids[1] ?? ""]: [executionStep({ execution_step_id: "ES 1/ä", status: "Failed" })] };
  server = await serveMockApi({ executions, steps, credentials });
});
afterAll(() => server.close());

test.each(ids)("%s is read, with its steps and their instances, by functions and by methods", async (id) => {
  const options = { baseUrl: server.url, auth: accessKey(credentials) };
  const coc = createTransport(options);
  expect(await getExecution(coc, id)).toEqual(server.executions.get(id));
  const steps = await listSteps(coc, id).toArray();
  expect(steps).toEqual(server.executions.steps(id));
  for (const { execution_step_id } of steps)
    expect(await listInstances(coc, execution_step_id).toArray()).toEqual(
      server.executions.instances(execution_step_id),
    );
  const { steps: failed } = await whyFailed(coc, id);
  expect(failed.map(({ step }) => step)).toEqual(steps.slice(-1));
  expect(await createClient(options).executions.get(id)).toEqual(server.executions.get(id));
  expect(server.calls.every(({ signedBy }) => signedBy === credentials.accessKeyId)).toBe(true);
});

test("the openapi-fetch client reads them too, and refuses an id that would lead elsewhere", async () => {
  const { api } = createClient({ baseUrl: server.url, auth: accessKey(credentials) });
  const path = { execution_id: ids[1] ?? "" };
  expect((await api.GET("/v1/executions/{execution_id}", { params: { path } })).data).toMatchObject({
    data: { execution_id: ids[1] },
  });
  const query = { execution_step_id_list: ["ES 1/ä"] };
  expect((await api.GET("/v1/executions/{execution_id}/steps", { params: { path, query } })).data).toMatchObject({
    total: 1,
  });
  const several = { execution_step_id_list: ["a", "b"] };
  const asked = api.GET("/v1/executions/{execution_id}/steps", { params: { path, query: several } });
  await expect(asked).rejects.toThrow(/^execution_step_id_list must be an array of one/);
  const elsewhere = api.GET("/v1/executions/{execution_id}", { params: { path: { execution_id: ".." } } });
  await expect(elsewhere).rejects.toThrow(/^execution_id must be an id/);
});
