const { accessKey, createClient } = require("@coc-executions/client");
const { assertListedEveryTicketOnce, createMockApi, executions } = require("@coc-executions/testkit");
const { serveMockApi } = require("@coc-executions/testkit/node");

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const auth = accessKey(credentials);

test("in memory", async () => {
  const mock = createMockApi({ executions: executions(130), credentials });
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch });
  assertListedEveryTicketOnce(await client.executions.list({}, { pageSize: 50 }).toArray(), mock);
});

test("over a socket", async () => {
  const server = await serveMockApi({ executions: executions(130), credentials });
  const client = createClient({ baseUrl: server.url, auth });
  assertListedEveryTicketOnce(await client.executions.list({}, { pageSize: 50 }).toArray(), server);
  await server.close();
});
