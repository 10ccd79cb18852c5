import assert from "node:assert/strict";
import { test } from "node:test";
import { assertListedEveryTicketOnce, createMockApi, executions } from "@coc-executions/testkit";
import { conformance } from "@coc-executions/testkit/conformance";
import { serveMockApi } from "@coc-executions/testkit/node";
import { listAll } from "./list.mjs";

test("in memory", async () => {
  const mock = createMockApi({ executions: executions(130) });
  assertListedEveryTicketOnce(await listAll(mock.fetch, "https://coc.example"), mock);
});

test("over a socket", async (t) => {
  const server = await serveMockApi({ executions: executions(130) });
  t.after(() => server.close());
  assertListedEveryTicketOnce(await listAll(fetch, server.url), server);
});

test("the loop under judgement", async () => {
  const report = await conformance(({ baseUrl }) => listAll(fetch, baseUrl), { only: ["quiet list", "rows removed"] });
  assert.deepEqual(
    report.results.map(({ verdict }) => verdict),
    ["exact", "lost"],
  );
});
