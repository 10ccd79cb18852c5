import { execution, executions, virtualClock } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { expect, test } from "vitest";
import { accessKey, createClient } from "../../src/index.ts";
import { EXACT, judge } from "./judge.ts";
import { createRandom } from "./random.ts";

const credentials = { accessKeyId: "EXACTNESS-ACCESS-KEY", secretAccessKey: "exactness-secret-access-key" };

test.each([1, 2, 3])(
  "signed, over HTTP, with answers that fail and a list that changes, every ticket comes once: seed %i",
  async (seed) => {
    const clock = virtualClock({ seed });
    const random = createRandom(seed);
    const lasting = executions(900, { seed });
    const leaving = new Set(lasting.filter(() => random.chance(0.1)).map(({ execution_id }) => execution_id));
    const stay = lasting.map(({ execution_id }) => execution_id).filter((id) => !leaving.has(id));
    let added = 0;
    const server = await serveMockApi({
      executions: lasting,
      credentials,
      seed,
      now: clock.now,
      beforeAnswer: ({ query }, list) => {
        if (query.offset === 0) return;
        for (let left = random.integer(0, 2); left > 0; left--) {
          list.add(execution({ id: 9_000_000 + added++, start_time: Date.UTC(2025, 7, 1) + added }));
        }
        for (const id of [...leaving].slice(0, random.integer(0, 3))) {
          list.remove(id);
          leaving.delete(id);
        }
      },
    });
    try {
      server.fail({ kind: "throttled", retryAfter: { seconds: 2 }, rate: 0.05 });
      server.fail({ kind: "status", status: 503, rate: 0.05 });
      server.fail({ kind: "reset", rate: 0.05 });
      server.fail({ kind: "reset-in-body", rate: 0.05 });
      server.fail({ kind: "truncated-json", rate: 0.05 });
      server.fail({ kind: "slow-body", delay: 0, rate: 0.1 });
      const retry = { maxAttempts: 10 };
      const client = createClient({ baseUrl: server.url, auth: accessKey(credentials), clock, retry });
      const list = client.executions.list({}, { pageSize: 20 });
      const came = (await list.toArray()).map(({ execution_id }) => execution_id);
      expect(judge(came, stay)).toEqual(EXACT);
      expect(list.receipt()).toMatchObject({ complete: true, rows: came.length, firstTotal: 900 });
      const struck = new Set(server.calls.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
      expect(struck.size).toBeGreaterThanOrEqual(4);
      expect(clock.sleeps.some((ms) => ms >= 2000)).toBe(true);
    } finally {
      await server.close();
    }
  },
);
