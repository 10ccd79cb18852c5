import { createMockApi, fixtures } from "@coc-executions/testkit";
import { handlers } from "@coc-executions/testkit/msw";
import { serveMockApi } from "@coc-executions/testkit/node";
import { matchers, useMockApi } from "@coc-executions/testkit/vitest";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";

expect.extend(matchers);

const mock = useMockApi({ executions: fixtures.vendorList, token: "t" });

test("in memory", async () => {
  mock.fail({ kind: "throttled" });
  const ask = () => mock.fetch("https://coc.example/v1/executions?limit=2", { headers: { "x-auth-token": "t" } });
  expect((await ask()).status).toBe(429);
  const { data } = await (await ask()).json();
  expect(data).toHaveListedEveryTicketOnce(fixtures.vendorExample);
  expect(mock).toHaveBeenSigned();
  expect(mock).toHaveBeenAskedFor({ limit: 2 });
  expect(mock).toHaveUsedAllFaults();
  // @ts-expect-error the query has no such parameter
  expect(mock).not.toHaveBeenAskedFor({ page: 2 });
});

test("over a socket", async () => {
  const server = await serveMockApi({ executions: fixtures.vendorList });
  const { data } = await (await fetch(`${server.url}/v1/executions?limit=2`)).json();
  expect(data).toEqual(fixtures.vendorExample);
  await server.close();
});

test("by MSW", async () => {
  const server = setupServer(...handlers(createMockApi({ executions: fixtures.vendorList })));
  server.listen();
  const { total } = await (await fetch("https://coc.example/v1/executions")).json();
  expect(total).toBe(718);
  server.close();
});
