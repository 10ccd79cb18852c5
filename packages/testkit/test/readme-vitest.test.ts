import { executions } from "@coc-executions/testkit";
import { matchers, useMockApi } from "@coc-executions/testkit/vitest";
import { expect, test } from "vitest";

expect.extend(matchers);
const mock = useMockApi({ executions: executions(250), token: "secret" }); // reset after each test

test("lists everything, also when it is throttled", async () => {
  mock.fail({ kind: "throttled", match: { offset: 100 } });
  const tickets = await listAll(mock.fetch);
  expect(tickets).toHaveListedEveryTicketOnce(mock);
  expect(mock).toHaveBeenSigned();
  expect(mock).toHaveBeenAskedFor({ limit: 100, offset: 200 });
  expect(mock).toHaveUsedAllFaults();
});

async function listAll(ask: typeof fetch) {
  const tickets = [];
  for (let offset = 0; offset < 250; ) {
    const headers = { "x-auth-token": "secret" };
    const response = await ask(`https://coc.example/v1/executions?limit=100&offset=${offset}`, { headers });
    if (response.status === 429) continue;
    const { data } = await response.json();
    tickets.push(...data);
    offset += data.length;
  }
  return tickets;
}
