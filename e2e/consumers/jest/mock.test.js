import { assertListedEveryTicketOnce, createMockApi, execution, executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { afterEach, expect, test } from "@jest/globals";

const mock = createMockApi({ executions: executions(5) });
afterEach(() => mock.reset());

test("in memory", async () => {
  mock.executions.add(execution({ id: 1, execution_id: "EX1" }));
  const { data } = await (await mock.fetch("https://coc.example/v1/executions")).json();
  assertListedEveryTicketOnce(data, mock);
  expect(() => assertListedEveryTicketOnce(data.slice(1), mock)).toThrow("1 missing: ");
});

test("over a socket", async () => {
  const server = await serveMockApi({ executions: executions(5) });
  const { total } = await (await fetch(`${server.url}/v1/executions`)).json();
  expect(total).toBe(5);
  await server.close();
});
