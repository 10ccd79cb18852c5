import { conformance, SCENARIO_NAMES } from "@coc-executions/testkit/conformance";
import { expect, test } from "vitest";
import { accessKey, createClient } from "../src/index.ts";

// Short waits, so that what hangs or asks for patience costs this test little.
const impatient = { timeout: 1000, retry: { baseDelay: 5, maxDelay: 20 } };

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

test("the client comes through every scenario of faults and of lists that move", async () => {
  const report = await conformance(
    ({ baseUrl, signal }) => {
      const client = createClient({ baseUrl, auth: accessKey(credentials), ...impatient });
      return client.executions.list({}, { signal, pageSize: 50 });
    },
    { credentials },
  );
  expect(report.results.map(({ name }) => name)).toEqual(SCENARIO_NAMES);
  expect(report.passed, report.text).toBe(true);
});
