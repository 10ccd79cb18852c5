// Loaded before each code block of a README: gives it credentials, and the service to go with them.
import { createMockApi, execution, executions } from "@coc-executions/testkit";

const credentials = { accessKeyId: "README-ACCESS-KEY", secretAccessKey: "readme-secret-access-key" };
process.env.HUAWEICLOUD_SDK_AK = credentials.accessKeyId;
process.env.HUAWEICLOUD_SDK_SK = credentials.secretAccessKey;

const justFailed = execution({ document_name: "nightly-backup", status: "Failed", start_time: Date.now() - 3_600_000 });
const { fetch } = createMockApi({ executions: [justFailed, ...executions(250, { seed: 1 })], credentials });
globalThis.fetch = fetch;
