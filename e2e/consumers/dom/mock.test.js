import { createClient } from "@coc-executions/client";
import { createMockApi, executions, virtualClock } from "@coc-executions/testkit";
import { handlers } from "@coc-executions/testkit/msw";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";

const baseUrl = "https://coc.example";
const auth = (request) => request;

test("in memory", async () => {
  const mock = createMockApi({ executions: executions(130) });
  const client = createClient({ baseUrl, auth, fetch: mock.fetch });
  expect(await client.executions.list({}, { pageSize: 50 }).toArray()).toHaveLength(130);
});

test("an AbortSignal of the page ends a call that never comes, of the client and of the mock", async () => {
  const mock = createMockApi({ executions: executions(3) });
  mock.fail({ kind: "hang", times: Number.POSITIVE_INFINITY });
  const client = createClient({ baseUrl, auth, fetch: mock.fetch });
  const calls = [
    (signal) => client.executions.listPage({}, { signal }),
    (signal) => mock.fetch(`${baseUrl}/v1/executions`, { signal }),
  ];
  for (const call of calls) {
    const controller = new AbortController();
    const reason = new Error("enough");
    const calling = expect(call(controller.signal)).rejects.toBe(reason);
    setTimeout(() => controller.abort(reason), 5);
    await calling;
  }
});

test("an AbortSignal of the page ends a body that stops; happy-dom's Response wraps the reason", async () => {
  const mock = createMockApi({ executions: executions(3) });
  mock.fail({ kind: "hang-in-body" });
  const controller = new AbortController();
  const response = await mock.fetch(`${baseUrl}/v1/executions`, { signal: controller.signal });
  const reading = expect(response.text()).rejects.toThrow("enough");
  controller.abort(new Error("enough"));
  await reading;
});

test("by a virtual clock", async () => {
  const clock = virtualClock();
  const mock = createMockApi({ executions: executions(3), clock });
  mock.fail({ kind: "hang" });
  const client = createClient({ baseUrl, auth, fetch: mock.fetch, clock });
  expect((await client.executions.listPage()).items).toHaveLength(3);
});

test("by MSW", async () => {
  const server = setupServer(...handlers(createMockApi({ executions: executions(130) })));
  server.listen();
  const client = createClient({ baseUrl, auth });
  const { signal } = new AbortController();
  expect(await client.executions.list({}, { pageSize: 50, signal }).toArray()).toHaveLength(130);
  server.close();
});
