import { conformance, SCENARIO_NAMES } from "@coc-executions/testkit/conformance";
import { expect, test } from "vitest";
import { systemClock } from "../src/clock.ts";
import { accessKey, createClient } from "../src/index.ts";

// Short waits, so that what hangs or asks for patience costs this test little.
const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 20, signal) };
const impatient = { timeout: 1000, retry: { baseDelay: 100, maxDelay: 400 }, clock };

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

test("the client comes through every scenario of faults and of lists that move, and through random histories", async () => {
  const report = await conformance(
    ({ baseUrl, credentials: current, signal, from }) => {
      const provider = async () => ({ accessKeyId: "", secretAccessKey: "", ...current });
      const client = createClient({ baseUrl, auth: accessKey(provider), ...impatient });
      return client.executions.list({}, { signal, pageSize: 50, from });
    },
    { credentials, histories: 100 },
  );
  expect(report.results.slice(0, -100).map(({ name }) => name)).toEqual(SCENARIO_NAMES);
  expect(report.results.filter(({ verdict }) => verdict === "not tried")).toEqual([]);
  expect(report.passed, report.text).toBe(true);
});
