import { expect, test } from "vitest";
import { virtualClock } from "../clock/virtual-clock.ts";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { fixtures } from "../data/fixtures.ts";
import { createMockApi } from "./create-mock-api.ts";

const URL_OF_LIST = "https://coc.myhuaweicloud.com/v1/executions";

test("answers as the vendor's example does", async () => {
  const mock = createMockApi({ executions: fixtures.vendorList });
  const response = await mock.fetch(`${URL_OF_LIST}?offset=0&limit=2`);
  expect(response.status).toBe(200);
  expect(response.url).toBe(`${URL_OF_LIST}?offset=0&limit=2`);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({ data: fixtures.vendorExample, total: 718 });
});

test("needs no options: the list is empty", async () => {
  expect(await (await createMockApi().fetch(URL_OF_LIST)).json()).toEqual({ data: [], total: 0 });
});

test("leaves the global fetch alone", async () => {
  const before = globalThis.fetch;
  await createMockApi().fetch(URL_OF_LIST);
  expect(globalThis.fetch).toBe(before);
});

test.each([
  ["GET", "/v1/executions/"],
  ["GET", "/v1/executions/EX1/steps/1"],
  ["POST", "/v1/executions/EX1"],
  ["GET", "/v2/executions"],
  ["GET", "/"],
  ["POST", "/v1/executions"],
  ["PUT", "/v1/executions"],
  ["DELETE", "/v1/executions"],
])("%s %s is not there, as the gateway says: a 404, or a 405 where only the method is wrong", async (method, path) => {
  const mock = createMockApi({ executions: executions(3) });
  const response = await mock.fetch(new URL(path, URL_OF_LIST), { method });
  const requestId = response.headers.get("x-request-id");
  const isMethod = method !== "GET" && path.startsWith("/v1/executions");
  expect([response.status, response.headers.get("allow")]).toEqual(isMethod ? [405, "GET"] : [404, null]);
  expect(response.headers.get("server")).toBe("api-gateway");
  expect(requestId).toMatch(/^[0-9a-f]{32}$/);
  const body = await response.json();
  expect(body).toMatchObject({ error_code: "APIGW.0101", request_id: requestId });
  expect(body.error_msg).toContain("This mock has GET only, of /v1/executions, /v1/executions/instances, ");
});

test("refuses a bad query as the service does", async () => {
  const response = await createMockApi().fetch(`${URL_OF_LIST}?limit=x`);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error_code: "COC.00010002",
    error_msg: 'Invalid parameter values. The parameter limit cannot be "x".',
  });
});

test("refuses whom it does not know before it looks at the query", async () => {
  const mock = createMockApi({ token: "t" });
  const response = await mock.fetch(`${URL_OF_LIST}?limit=x`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error_msg: "Incorrect IAM authentication information: x-auth-token not found",
    error_code: "APIGW.0301",
    request_id: response.headers.get("x-request-id"),
  });
});

test("records each call, without its secrets", async () => {
  const mock = createMockApi({ executions: executions(3), token: "secret" });
  await mock.fetch(`${URL_OF_LIST}?limit=2&tags=env%3Dprod&exclude_child_executions=true`, {
    headers: {
      "X-Auth-Token": "secret",
      "X-Security-Token": "secret",
      authorization: "secret",
      "User-Agent": "test/1",
    },
  });
  await mock.fetch(`${URL_OF_LIST}?limit=x&offset=1`);
  expect(JSON.stringify(mock.calls)).not.toContain("secret");
  expect(mock.calls).toEqual([
    {
      number: 1,
      method: "GET",
      url: `${URL_OF_LIST}?limit=2&tags=env%3Dprod&exclude_child_executions=true`,
      path: "/v1/executions",
      operation: "listExecutions",
      query: { limit: 2, tags: "env=prod", exclude_child_executions: true },
      headers: {
        host: "coc.myhuaweicloud.com",
        "user-agent": "test/1",
        authorization: "(hidden)",
        "x-auth-token": "(hidden)",
        "x-security-token": "(hidden)",
      },
      signedBy: "token",
      attempt: 1,
      faults: [],
      status: 200,
      outcome: "1 of 1 tickets",
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    },
    expect.objectContaining({ number: 2, query: { offset: 1 }, signedBy: undefined, status: 401 }),
  ]);
});

test("gives the same request ids for the same seed, and again after a reset", async () => {
  const ids = async (mock: ReturnType<typeof createMockApi>) => {
    await mock.fetch(URL_OF_LIST);
    await mock.fetch(URL_OF_LIST);
    return mock.calls.map(({ requestId }) => requestId);
  };
  const mock = createMockApi({ seed: 5 });
  const first = await ids(mock);
  mock.reset();
  expect(await ids(mock)).toEqual(first);
  expect(await ids(createMockApi({ seed: 5 }))).toEqual(first);
  expect(await ids(createMockApi({ seed: 6 }))).not.toEqual(first);
});

test("shows changes of the list in the next answer", async () => {
  const running = execution({ id: 1, start_time: 1000, status: "Running" });
  const { execution_id } = running;
  const mock = createMockApi({ executions: [running] });
  const list = async () => (await (await mock.fetch(URL_OF_LIST)).json()).data;
  mock.executions.add(execution({ id: 2, start_time: 2000 }));
  mock.executions.update(execution_id, { status: "Failed", end_time: 3000 });
  expect(await list()).toMatchObject([{ id: 2 }, { id: 1, status: "Failed", end_time: 3000 }]);
  mock.executions.remove(execution_id);
  expect(await list()).toMatchObject([{ id: 2 }]);
});

test("lets beforeAnswer change the list between two answers, and waits for it", async () => {
  const mock = createMockApi({
    executions: executions(4, { seed: 7 }),
    beforeAnswer: async (call, store) => {
      await Promise.resolve();
      if (call.query.offset === 2) store.remove(store.all()[0]?.execution_id ?? "");
    },
  });
  const page = async (offset: number) =>
    (await (await mock.fetch(`${URL_OF_LIST}?limit=2&offset=${offset}`)).json()).data;
  const [first, , , last] = executions(4, { seed: 7 });
  expect((await page(0))[0]).toEqual(first);
  // The head is gone, so the window has slipped by one.
  expect(await page(2)).toEqual([last]);
});

test("does not call beforeAnswer for a call that is refused", async () => {
  let count = 0;
  const mock = createMockApi({ beforeAnswer: () => void count++ });
  await mock.fetch(`${URL_OF_LIST}?limit=x`);
  await mock.fetch(`${URL_OF_LIST}/EX1/2`);
  expect(count).toBe(0);
});

test("rejects with what beforeAnswer throws", async () => {
  const mock = createMockApi({
    beforeAnswer: () => {
      throw new Error("a mistake of the test");
    },
  });
  await expect(mock.fetch(URL_OF_LIST)).rejects.toThrow("a mistake of the test");
});

test("forgets calls and faults at a reset, and has its first list again", async () => {
  const list = executions(3, { seed: 7 });
  const mock = createMockApi({ executions: list });
  const { calls } = mock;
  mock.fail({ kind: "html" });
  mock.executions.remove(list[0]?.execution_id ?? "");
  await mock.fetch(URL_OF_LIST);
  const fault = mock.fail({ kind: "html" });
  mock.reset();
  expect([calls.length, fault.left]).toEqual([0, 0]);
  expect(await (await mock.fetch(URL_OF_LIST)).json()).toEqual({ data: list, total: 3 });
  expect(calls.map(({ number }) => number)).toEqual([1]);
});

test("knows children by a function of the test's own", async () => {
  const [child, parent] = executions(2, { seed: 7 });
  const mock = createMockApi({
    executions: executions(2, { seed: 7 }),
    isChild: ({ execution_id }) => execution_id === child?.execution_id,
  });
  const response = await mock.fetch(`${URL_OF_LIST}?exclude_child_executions=true`);
  expect(await response.json()).toEqual({ data: [parent], total: 1 });
});

test("waits before each answer, by the sleep that is given", async () => {
  const clock = virtualClock();
  const mock = createMockApi({ sleep: clock.sleep, latency: ({ number }) => number * 100 });
  await mock.fetch(URL_OF_LIST);
  await mock.fetch(URL_OF_LIST);
  expect(clock.sleeps).toEqual([100, 200]);
});

test.each<[string, string]>([
  [
    '{"exeuctions":[]}',
    'Each key of the options must be one of executions, steps, instances, credentials, token, seed, clock, now, latency, sleep, beforeAnswer, afterAnswer, simulate, isChild, maxCalls, unknowns, not "exeuctions".',
  ],
  ['{"executions":{}}', "executions must be an array of executions, not an object with no keys."],
  [
    '{"executions":[{"execution_id":"a"},{"execution_id":"a"}]}',
    'execution_id must be unlike that of any other ticket, not "a".',
  ],
  ['{"credentials":{"accessKeyId":"a"}}', "credentials.secretAccessKey must be a non-empty string, not undefined."],
  [
    '{"credentials":{"accessKeyId":"a","secretAccessKey":"b","securityToken":""}}',
    'credentials.securityToken must be a non-empty string, not "".',
  ],
  ['{"credentials":"a"}', 'credentials must be an object with accessKeyId and secretAccessKey, not "a".'],
  ['{"token":""}', 'token must be a non-empty string, not "".'],
  ['{"seed":-1}', "seed must be an integer from 0 to 4294967295, not -1."],
  ['{"now":5}', "now must be a function, not 5."],
  ['{"latency":-1}', "latency must be an integer from 0 to 2147483647 (milliseconds), not -1."],
  ['{"unknowns":{"maxLimit":"x"}}', 'unknowns.maxLimit must be an integer from 1 up, not "x".'],
  ['{"simulate":1}', "simulate must be an object, not 1."],
  ['{"simulate":{"startsPerHour":0}}', "simulate.startsPerHour must be a number above 0 and up to 1000000, not 0."],
  ["[]", "The options must be an object, not an array."],
  ['{"clock":1}', "clock must be that of virtualClock(), not 1."],
  ['{"clock":{}}', "clock.now must be a function, not undefined."],
])("refuses the options %s", (options, message) => {
  expect(() => createMockApi(JSON.parse(options))).toThrow(new TypeError(message));
});

test("counts the attempts of a request: the same again, as long as no good answer has come", async () => {
  const mock = createMockApi({ executions: executions(3) });
  mock.fail({ kind: "status", status: 503 });
  mock.fail({ kind: "reset-in-body" });
  mock.fail({ kind: "slow-body" });
  const ask = async (query: string) => await (await mock.fetch(`${URL_OF_LIST}${query}`)).text().catch(() => "");
  for (const query of ["?limit=1", "?limit=1", "?limit=2", "?limit=1", "?limit=2", "?limit=1"]) await ask(query);
  expect(mock.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 1, 3, 1, 1]);
});

test("explains what was asked and what was answered, and tells each call when it is answered", async () => {
  const answered: number[] = [];
  const mock = createMockApi({
    executions: executions(3),
    token: "secret",
    afterAnswer: ({ number }) => void answered.push(number),
  });
  const ask = (query: string, token = "secret") =>
    mock.fetch(URL_OF_LIST + query, { headers: { "x-auth-token": token } }).catch(() => "");
  expect(mock.explain()).toBe("");
  await ask("?limit=2");
  await ask("?limit=x", "wrong");
  mock.fail({ kind: "reset" });
  mock.fail({ kind: "html", match: { offset: 2 } });
  mock.fail({ kind: "missing-total" });
  for (const query of ["?offset=2", "?offset=2", "?offset=2"]) await ask(query);
  expect(mock.explain().split("\n")).toEqual([
    "1 GET /v1/executions?limit=2 (by token): 200, 2 of 3 tickets",
    "2 GET /v1/executions?limit=x: 401, APIGW.0301 Incorrect IAM authentication information: decrypt token fail",
    "3 GET /v1/executions?offset=2 (fault: reset): no answer",
    "4 GET /v1/executions?offset=2 (attempt 2; fault: html): 200, a body of text/html",
    "5 GET /v1/executions?offset=2 (attempt 3; by token; fault: missing-total): 200, 1 of an unknown number of tickets",
  ]);
  expect(answered).toEqual([1, 2, 3, 4, 5]);
  expect(mock.faults.map(({ fault, used }) => [fault.kind, used])).toEqual([
    ["reset", 1],
    ["html", 1],
    ["missing-total", 1],
  ]);
  mock.reset();
  expect([mock.explain(), mock.faults]).toEqual(["", []]);
});

test("keeps the last calls, and says how many it does not", async () => {
  const mock = createMockApi({ maxCalls: 50 });
  for (let call = 0; call < 130; call++) await mock.fetch(`${URL_OF_LIST}?offset=${call}`);
  expect(mock.calls.length).toBeLessThanOrEqual(50);
  expect(mock.calls.at(-1)).toMatchObject({ number: 130, attempt: 1, query: { offset: 129 } });
  expect(mock.droppedCalls).toBe(130 - mock.calls.length);
  expect(mock.explain().split("\n")[0]).toBe(
    `(${mock.droppedCalls} earlier calls are not kept; see the option maxCalls)`,
  );
  mock.reset();
  expect([mock.droppedCalls, mock.calls.length]).toEqual([0, 0]);
});

test("waits by the clock that it is given: for latency, slow bodies and answers that never come", async () => {
  const clock = virtualClock({ now: 0 });
  const mock = createMockApi({ executions: executions(3), clock, latency: 60_000 });
  expect((await mock.fetch(URL_OF_LIST)).headers.get("date")).toBe("Thu, 01 Jan 1970 00:00:00 GMT");
  expect(clock.now()).toBe(60_000);
  mock.fail({ kind: "slow-body", parts: 3, delay: 3_600_000 });
  await (await mock.fetch(URL_OF_LIST)).text();
  expect(clock.now()).toBe(2 * 60_000 + 3 * 3_600_000);
  expect(clock.sleeps).toEqual([]);

  for (const kind of ["hang", "hang-in-body"] as const) {
    mock.fail({ kind });
    const signal = clock.timeout(7_200_000);
    const read = async () => (await mock.fetch(URL_OF_LIST, { signal })).text();
    await expect(read()).rejects.toMatchObject({ name: "TimeoutError" });
  }
  expect(clock.now()).toBe(2 * 60_000 + 3 * 3_600_000 + 2 * 7_200_000);
  expect(() => createMockApi({ clock, now: () => 0 })).toThrow(/^clock must be given in place of now and sleep/);
});
