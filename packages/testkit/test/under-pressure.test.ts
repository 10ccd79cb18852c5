import { get } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { executions } from "../src/data/executions.ts";
import { createMockApi } from "../src/mock-api/create-mock-api.ts";
import { type MockServer, serveMockApi } from "../src/transports/serve-mock-api.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(...given: Parameters<typeof serveMockApi>): Promise<MockServer> {
  const server = await serveMockApi(...given);
  servers.push(server);
  return server;
}

type Fake = NonNullable<NonNullable<Parameters<typeof vi.useFakeTimers>[0]>["toFake"]>[number];
const TIMERS: readonly Fake[] = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "Date",
  "performance",
];

test.each(TIMERS)("a served mock answers although vitest has frozen %s", async (timer) => {
  const server = await serve({ executions: executions(3) });
  vi.useFakeTimers({ toFake: [timer] });
  const { total } = await (await fetch(`${server.url}/v1/executions`)).json();
  expect(total).toBe(3);
});

test("where queueMicrotask is frozen, by which Node's fetch and bodies go, the server answers and the mock says what to do", async () => {
  const server = await serve();
  const mock = createMockApi();
  vi.useFakeTimers({ toFake: ["queueMicrotask"] });
  const status = new Promise((resolve) =>
    get(`${server.url}/v1/executions`, (answer) => resolve(answer.resume().statusCode)),
  );
  expect(await status).toBe(200);
  await expect(mock.fetch("https://x.example/v1/executions")).rejects.toThrow(
    /^queueMicrotask is frozen by fake timers/,
  );
});

test("of 20 calls at once exactly one meets the one 429, each time", async () => {
  const server = await serve({ executions: executions(3) });
  const mock = createMockApi({ executions: executions(3) });
  const ask = {
    HTTP: () => fetch(`${server.url}/v1/executions`),
    fetch: () => mock.fetch("https://x.example/v1/executions"),
  };
  for (let round = 0; round < 50; round++) {
    server.fail({ kind: "throttled" });
    mock.fail({ kind: "throttled" });
    for (const call of Object.values(ask)) {
      const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await call()).status));
      expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    }
  }
});

test("a body's delay ends by the caller's abort, and close() ends what is open", async () => {
  const server = await serve({ executions: executions(30) });
  const mock = createMockApi({ executions: executions(30) });
  const calls = [
    (signal: AbortSignal) => fetch(`${server.url}/v1/executions`, { signal }),
    (signal: AbortSignal) => mock.fetch("https://x.example/v1/executions", { signal }),
  ];
  for (const call of calls) {
    for (const { fail } of [server, mock]) fail({ kind: "slow-body", parts: 3, delay: 600_000 });
    const controller = new AbortController();
    const reason = new Error("enough");
    const reading = expect((await call(controller.signal)).text()).rejects.toBe(reason);
    controller.abort(reason);
    await reading;
  }
  server.clearFaults();
  server.fail({ kind: "slow-body", parts: 3, delay: 600_000 });
  const open = (await fetch(`${server.url}/v1/executions`)).text();
  const reading = expect(open).rejects.toThrow("terminated");
  await server.close();
  await reading;
});

test("nothing is left unhandled where an answer comes after an abort", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  try {
    const server = await serve({ executions: executions(3), latency: 20 });
    const mock = createMockApi({ executions: executions(3), latency: 20 });
    for (let count = 0; count < 20; count++) {
      const { signal } = new AbortController();
      for (const aborting of [AbortSignal.timeout(count % 5), AbortSignal.any([signal, AbortSignal.timeout(25)])]) {
        const ask = [
          fetch(`${server.url}/v1/executions`, { signal: aborting }),
          mock.fetch("https://x.example/v1/executions", { signal: aborting }),
        ];
        await Promise.allSettled(ask.map(async (response) => (await response).text()));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    process.off("unhandledRejection", note);
  }
  expect(unhandled).toEqual([]);
});

test("reset makes one mock as new, its list, faults, clock of simulation and log, and leaves another's alone", async () => {
  let now = 1_000_000;
  const options = { executions: executions(3), now: () => now, simulate: { startsPerHour: 3600 } };
  const [one, other] = [createMockApi(options), createMockApi(options)];
  const total = async (mock: typeof one) => (await (await mock.fetch("https://x.example/v1/executions")).json()).total;
  now += 60_000;
  const grown = await total(one);
  expect([grown > 20, await total(other)]).toEqual([true, grown]);
  for (const mock of [one, other]) mock.fail({ kind: "wrong-total", total: -1, times: Number.POSITIVE_INFINITY });
  one.reset();
  expect([await total(one), await total(other)]).toEqual([3, -1]);
  expect([one.calls.length, other.calls.length, one.faults.length, other.faults.length]).toEqual([1, 2, 0, 1]);
});
