// Reads a list by the vendor's own core, as its generated client for COC calls it, and prints what came of it as JSON.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { ClientBuilder } = require("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");
const { BasicCredentials } = require("@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials");

const [endpoint, accessKeyId, secretAccessKey, filters] = process.argv.slice(2);

const client = new ClientBuilder((core) => core)
  .withCredential(new BasicCredentials().withAk(accessKeyId).withSk(secretAccessKey).withProjectId("0123456789abcdef"))
  .withEndpoint(endpoint)
  .build();

async function readPage(query) {
  return await client.sendRequest({
    method: "GET",
    url: "/v1/executions",
    contentType: "application/json",
    queryParams: query,
    pathParams: {},
    headers: {},
    data: {},
  });
}

try {
  const tickets = [];
  for (let total = 1; tickets.length < total; ) {
    const page = await readPage({ ...JSON.parse(filters), limit: 50, offset: tickets.length });
    total = page.total;
    tickets.push(...page.data);
  }
  process.stdout.write(`RESULT ${JSON.stringify({ tickets })}\n`);
} catch ({ httpStatusCode, errorCode, errorMsg }) {
  process.stdout.write(`RESULT ${JSON.stringify({ error: { httpStatusCode, errorCode, errorMsg } })}\n`);
}
