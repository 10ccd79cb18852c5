// Reads a list by the vendor's own core with the loop that its users write, and prints the ids.
import { createRequire } from "node:module";

const [folder, endpoint, accessKeyId, secretAccessKey] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const { ClientBuilder } = load("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");
const { BasicCredentials } = load("@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials");

const client = new ClientBuilder((core) => core)
  .withCredential(new BasicCredentials().withAk(accessKeyId).withSk(secretAccessKey).withProjectId("0123456789abcdef"))
  .withEndpoint(endpoint)
  .build();

const call = {
  method: "GET",
  url: "/v1/executions",
  contentType: "application/json",
  pathParams: {},
  headers: {},
  data: {},
};
const ids = [];
try {
  for (let offset = 0, total = 1; offset < total; offset += 50) {
    const page = await client.sendRequest({ ...call, queryParams: { limit: 50, offset } });
    total = page.total;
    ids.push(...page.data.map(({ execution_id }) => execution_id));
  }
  process.stdout.write(`\nRESULT ${JSON.stringify({ ids })}\n`, () => process.exit(0));
} catch (error) {
  process.stdout.write(`\nRESULT ${JSON.stringify({ ids, error: error.errorCode ?? error.message })}\n`, () =>
    process.exit(0),
  );
}
