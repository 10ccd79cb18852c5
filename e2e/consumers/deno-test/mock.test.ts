import { match } from "node:assert/strict";
import { accessKey, createClient } from "@coc-executions/client";
import { assertListedEveryTicketOnce, createMockApi, executions, virtualClock } from "@coc-executions/testkit";
import { conformance } from "@coc-executions/testkit/conformance";
import { serveMockApi } from "@coc-executions/testkit/node";

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const auth = accessKey(credentials);

Deno.test("in memory, by a virtual clock", async () => {
  const clock = virtualClock();
  const mock = createMockApi({ executions: executions(130), credentials, clock });
  mock.fail({ kind: "throttled", retryAfter: { seconds: 30 } });
  mock.fail({ kind: "hang", match: { offset: 49 } });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch, clock });
  assertListedEveryTicketOnce(await client.executions.list({}, { pageSize: 50 }).toArray(), mock);
});

Deno.test("over a socket", async () => {
  const server = await serveMockApi({ executions: executions(130), credentials });
  const client = createClient({ baseUrl: server.url, auth });
  assertListedEveryTicketOnce(await client.executions.list({}, { pageSize: 50 }).toArray(), server);
  await server.close();
});

Deno.test("the client under judgement", async () => {
  const only = ["quiet list", "rows come and go", "reset in body", "resumed"];
  const report = await conformance(
    ({ baseUrl, signal, from }) => {
      const client = createClient({ baseUrl, auth, retry: { baseDelay: 10 } });
      return client.executions.list({}, { signal, pageSize: 50, from });
    },
    { credentials, only },
  );
  match(report.text, /4 of 4 as wanted/);
});
