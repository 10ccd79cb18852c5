// Reads a list by the vendor's own core with the loop that its users write, and prints the ids. Its folder is that of the core.
import { createRequire } from "node:module";

const load = createRequire(`${process.cwd()}/package.json`);
const { ClientBuilder } = load("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");
const { BasicCredentials } = load("@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials");
const { COC_BASE_URL, HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK } = process.env;
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true; // the core logs there

const key = new BasicCredentials()
  .withAk(HUAWEICLOUD_SDK_AK)
  .withSk(HUAWEICLOUD_SDK_SK)
  .withProjectId("0123456789abcdef");
const client = new ClientBuilder((core) => core).withCredential(key).withEndpoint(COC_BASE_URL).build();
const common = {
  method: "GET",
  url: "/v1/executions",
  contentType: "application/json",
  pathParams: {},
  headers: {},
  data: {},
};

try {
  for (let offset = 0, total = 1; offset < total; offset += 50) {
    const page = await client.sendRequest({ ...common, queryParams: { limit: 50, offset } });
    total = page.total;
    for (const { execution_id } of page.data) print(`${execution_id}\n`);
  }
  process.exit(0); // it keeps connections open
} catch (error) {
  process.stderr.write(String(error.errorCode ?? error.message));
  process.exit(1);
}
