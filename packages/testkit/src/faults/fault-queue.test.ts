import { expect, test } from "vitest";
import { executions } from "../data/executions.ts";
import { createMockApi } from "../mock-api/create-mock-api.ts";
import type { MockApiOptions } from "../mock-api/mock-api-options.ts";
import type { Fault } from "./fault.ts";

function start(options: MockApiOptions = {}) {
  const mock = createMockApi({ executions: executions(5), ...options });
  const get = (query = "") => mock.fetch(`https://coc.example/v1/executions${query}`);
  const statuses = async (count: number) => {
    const answered: number[] = [];
    for (let call = 0; call < count; call++) answered.push((await get()).status);
    return answered;
  };
  return { ...mock, get, statuses };
}

test("uses faults in the order given, one a call, each as often as it says", async () => {
  const mock = start();
  const first = mock.fail({ kind: "status", status: 503, times: 2 });
  const second = mock.fail({ kind: "throttled" });
  expect(await mock.statuses(4)).toEqual([503, 503, 429, 200]);
  expect([first.used, first.left, second.used, second.left]).toEqual([2, 0, 1, 0]);
});

test("befalls only the calls that match", async () => {
  const mock = start();
  const fault = mock.fail({ kind: "status", status: 500, match: ({ query }) => query.offset === 20 });
  expect((await mock.get("?offset=10")).status).toBe(200);
  expect(fault.left).toBe(1);
  expect((await mock.get("?offset=20")).status).toBe(500);
});

test("befalls all calls until it is cancelled", async () => {
  const mock = start();
  const fault = mock.fail({ kind: "empty", status: 502, times: Number.POSITIVE_INFINITY });
  expect(await mock.statuses(3)).toEqual([502, 502, 502]);
  fault.cancel();
  expect(await mock.statuses(1)).toEqual([200]);
  expect([fault.used, fault.left]).toEqual([3, 0]);
});

test("befalls a part of the calls by chance, the same for the same seed", async () => {
  const failed = async (seed: number) => {
    const mock = start({ seed });
    mock.fail({ kind: "status", status: 503, rate: 0.3 });
    return await mock.statuses(100);
  };
  const statuses = await failed(7);
  expect(statuses).toEqual(await failed(7));
  expect(statuses).not.toEqual(await failed(8));
  const count = statuses.filter((status) => status === 503).length;
  expect(count).toBeGreaterThan(15);
  expect(count).toBeLessThan(45);
});

test("stops after so many times, also where chance decides", async () => {
  const mock = start();
  mock.fail({ kind: "status", status: 503, rate: 0.5, times: 2 });
  expect((await mock.statuses(50)).filter((status) => status === 503)).toHaveLength(2);
});

test("leaves the request ids as they are, whatever chance decides", async () => {
  const ids = async (fault?: Fault) => {
    const mock = start();
    if (fault !== undefined) mock.fail(fault);
    await mock.statuses(5);
    return mock.calls.map(({ requestId }) => requestId);
  };
  expect(await ids({ kind: "html", rate: 0.5 })).toEqual(await ids());
});

test("lets faults of the service befall a call together, and one of the answer beside them", async () => {
  const mock = start();
  const faults: Fault[] = [
    { kind: "clamped-limit", limit: 2 },
    { kind: "wrong-total", total: 99 },
    { kind: "truncated-json" },
    { kind: "invalid-json" },
  ];
  for (const fault of faults) mock.fail(fault);
  await expect((await mock.get()).json()).rejects.toThrow(SyntaxError);
  expect(mock.calls[0]?.faults).toEqual(faults.slice(0, 3));
});

test("a fault of the list waits for a call that lists", async () => {
  const mock = start();
  const fault = mock.fail({ kind: "wrong-total", total: 1 });
  mock.fail({ kind: "status", status: 503 });
  expect(await mock.statuses(1)).toEqual([503]);
  expect(fault.left).toBe(1);
  expect((await (await mock.get()).json()).total).toBe(1);
});

test("strikes before the service has worked, or after", async () => {
  const seen: number[] = [];
  const mock = start({ beforeAnswer: ({ number }) => void seen.push(number), token: "t" });
  const get = (token: string) =>
    mock.fetch("https://coc.example/v1/executions", { headers: { "x-auth-token": token } });
  mock.fail({ kind: "status", status: 502 });
  mock.fail({ kind: "status", status: 504, when: "after" });
  expect((await get("wrong")).status).toBe(502);
  expect(mock.calls[0]?.signedBy).toBeUndefined();
  expect((await get("t")).status).toBe(504);
  expect(mock.calls[1]?.signedBy).toBe("token");
  expect(seen).toEqual([2]);
});
