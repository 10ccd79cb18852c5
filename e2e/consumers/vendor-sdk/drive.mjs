// Drives the mock by its control API and reads its list by the vendor's own core.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { ClientBuilder } = require("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");
const { BasicCredentials } = require("@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials");

const [endpoint, control, accessKeyId, secretAccessKey] = process.argv.slice(2);

const client = new ClientBuilder((core) => core)
  .withCredential(new BasicCredentials().withAk(accessKeyId).withSk(secretAccessKey).withProjectId("0123456789abcdef"))
  .withEndpoint(endpoint)
  .build();

async function read() {
  const common = { contentType: "application/json", pathParams: {}, headers: {}, data: {} };
  const request = { method: "GET", url: "/v1/executions", queryParams: { limit: 50, offset: 0 }, ...common };
  return await client.sendRequest(request).catch(({ httpStatusCode }) => ({ status: httpStatusCode }));
}

async function drive(method, path, body) {
  const sent = method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body ?? {}) };
  const response = await fetch(control + path, { method, headers: { "content-type": "application/json" }, ...sent });
  return response.status === 204 ? undefined : await response.json();
}

await drive("PUT", "/executions", [{ execution_id: "EX1", status: "Running", start_time: 1_751_342_400_000 }]);
await drive("POST", "/faults", { kind: "status", status: 503 });
const down = await read();
await drive("PATCH", "/executions/EX1", { status: "Failed" });
const list = await read();
const { calls } = await drive("GET", "/calls");
process.stdout.write(`RESULT ${JSON.stringify({ down, list, statuses: calls.map(({ status }) => status) })}\n`);
