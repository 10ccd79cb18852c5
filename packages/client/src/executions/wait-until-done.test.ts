import { getEventListeners } from "node:events";
import {
  createMockApi,
  execution,
  executions,
  type MockApiOptions,
  stories,
  type Unknowns,
  virtualClock,
} from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import { expect, test } from "vitest";
import { createClient } from "../client.ts";
import { isNotFoundError, isWaitTimeoutError } from "../errors.ts";
import type { WaitOptions } from "./wait-until-done.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const begin = virtualClock().now();

/** A mock and a client of it that share a clock. `events` happen before the first answer at their time or later. */
function setUp(
  list: readonly Execution[] = [],
  unknowns: Partial<Unknowns> = {},
  options: Partial<MockApiOptions> = {},
) {
  const clock = virtualClock();
  const events: [time: number, happen: () => void][] = [];
  const mock = createMockApi({
    ...options,
    executions: list,
    unknowns,
    clock,
    beforeAnswer: () => {
      while (clock.now() - begin >= (events[0]?.[0] ?? Number.POSITIVE_INFINITY)) events.shift()?.[1]();
    },
  });
  const auth = (request: Request) => request;
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch, clock });
  return {
    clock,
    mock,
    client,
    events,
    wait: (options?: WaitOptions) => client.executions.waitUntilDone("a", options),
  };
}

const running = execution({ execution_id: "a", start_time: begin, status: "Running" });
const others = executions(250);

test.each(["Succeed", "Succeeded", "Failed", "Canceled", "Timeout"])(
  "a ticket that ends as %s is given as it then is",
  async (status) => {
    const { mock, clock, events, wait } = setUp([running, ...others]);
    events.push([HOUR, () => void mock.executions.update("a", { status, end_time: begin + HOUR })]);
    expect(await wait()).toEqual({ ...running, status, end_time: begin + HOUR });
    expect(clock.now()).toBe(begin + HOUR);
    expect(mock.calls).toHaveLength(361); // one request a poll
  },
);

test("a ticket that has ended long ago costs no wait", async () => {
  const { clock, client } = setUp(others);
  const ended = others.find(({ status }) => status === "Failed") ?? expect.fail();
  expect(await client.executions.waitUntilDone(ended.execution_id)).toEqual(ended);
  expect(clock.sleeps).toEqual([]);
});

test("a status that nobody knows is no end", async () => {
  const { mock, clock, events, wait } = setUp([{ ...running, status: "Archived" }]);
  events.push([MINUTE, () => void mock.executions.update("a", { status: "Succeed" })]);
  await wait();
  expect(clock.now()).toBe(begin + MINUTE);
});

test("a ticket that is not listed yet is waited for, and so is one that is missing for a while", async () => {
  const { mock, clock, events, wait } = setUp(others);
  events.push([MINUTE, () => mock.executions.add(running)]);
  events.push([2 * MINUTE, () => mock.executions.remove("a")]);
  events.push([3 * MINUTE, () => mock.executions.add({ ...running, status: "Failed" })]);
  expect(await wait()).toMatchObject({ status: "Failed" });
  expect(clock.now()).toBe(begin + 3 * MINUTE);
});

test.each(["no-data", "error-code", "not-found"] as const)(
  "a ticket that is never visible (%s) is waited for as long as notFoundGrace, and then not found",
  async (missingExecution) => {
    const { mock, clock, wait } = setUp(others, { missingExecution });
    const error: unknown = await wait({ notFoundGrace: 3 * MINUTE }).catch((thrown: unknown) => thrown);
    expect(isNotFoundError(error)).toBe(true);
    expect(clock.now()).toBe(begin + 3 * MINUTE);
    expect(mock.calls).toHaveLength(19);
    await expect(wait({ notFoundGrace: 0 })).rejects.toMatchObject({ code: "not_found", id: "a" });
    expect(mock.calls).toHaveLength(20);
  },
);

test("where asked, what failed comes along", async () => {
  const { clock, client, mock } = setUp(stories.instancesFailed.executions, {}, stories.instancesFailed);
  const [ticket] = mock.executions.all();
  const id = ticket?.execution_id ?? "";
  mock.executions.update(id, { status: "Running" });
  mock.fail({ kind: "slow-body", match: () => mock.executions.update(id, { status: "Failed" }) === undefined });
  const { execution, steps, complete } = await client.executions.waitUntilDone(id, { failures: true });
  expect({ execution, complete }).toEqual({ execution: ticket, complete: true });
  expect(steps).toMatchObject([{ step: { status: "Failed" }, instances: [{ id: 13 }, { id: 29 }] }]);
  expect(clock.sleeps).toHaveLength(1);
});

test("each state is told as it is seen", async () => {
  const { mock, events, wait } = setUp(others);
  events.push([20_000, () => mock.executions.add(running)]);
  events.push([40_000, () => void mock.executions.update("a", { status: "Failed" })]);
  const seen: (string | undefined)[] = [];
  await wait({ onPoll: (execution) => void seen.push(execution?.status) });
  expect(seen).toEqual([undefined, undefined, "Running", "Running", "Failed"]);
  const reason = new Error("enough");
  const onPoll = () => {
    throw reason;
  };
  await expect(wait({ onPoll })).rejects.toBe(reason);
});

test("faults of any length are waited out, and told", async () => {
  const { mock, clock, events, wait } = setUp([running]);
  mock.fail({ kind: "html", times: Number.POSITIVE_INFINITY, match: () => clock.now() < begin + HOUR });
  events.push([HOUR, () => void mock.executions.update("a", { status: "Succeed" })]);
  const codes: string[] = [];
  expect(await wait({ onError: ({ code }) => void codes.push(code) })).toMatchObject({ status: "Succeed" });
  expect(codes.length).toBeGreaterThan(5);
  expect(new Set(codes)).toEqual(new Set(["unexpected_response"]));
});

test("a fault that another look cannot mend ends it", async () => {
  const { mock, wait } = setUp([running]);
  mock.fail({ kind: "expired-token", match: ({ number }) => number === 2 });
  await expect(wait()).rejects.toMatchObject({ code: "api_error", status: 401 });
});

test("when the time is over the ticket is read once more", async () => {
  const { mock, clock, events, wait } = setUp([running]);
  events.push([95_000, () => void mock.executions.update("a", { status: "Failed" })]);
  expect(await wait({ interval: MINUTE, timeout: 95_000 })).toMatchObject({ status: "Failed" });
  expect(clock.now()).toBe(begin + 95_000);
  expect(mock.calls).toHaveLength(3);
});

test("a ticket that has not ended in time is an error that has the ticket", async () => {
  const { clock, wait } = setUp([running]);
  const error = await wait({ timeout: HOUR }).catch((thrown: unknown) => thrown);
  expect(isWaitTimeoutError(error)).toBe(true);
  expect(error).toMatchObject({
    ...{ name: "WaitTimeoutError", code: "wait_timeout", execution_id: "a", timeout: HOUR, execution: running },
    message: "a was not done within 3600000 ms: its last status was Running.",
  });
  expect(clock.now()).toBe(begin + HOUR);
});

test.each([
  [
    "not there",
    [],
    "a was not done within 60000 ms: no such ticket was seen in that time, so check the id and the site.",
  ],
  ["without a status", [{ execution_id: "a" }], "a was not done within 60000 ms: it was seen without a status."],
])("a ticket that is %s is said to be so", async (_, list, message) => {
  const { wait } = setUp(list);
  const error: unknown = await wait({ timeout: MINUTE }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message });
  expect(error).not.toHaveProperty("cause");
});

test("where the last look failed, the error says why", async () => {
  const { mock, wait, clock } = setUp([running]);
  mock.fail({ kind: "reset", times: Number.POSITIVE_INFINITY, match: () => clock.now() > begin + MINUTE });
  await expect(wait({ timeout: 2 * MINUTE })).rejects.toMatchObject({
    execution: running,
    message: expect.stringMatching(
      /^a was not done within 120000 ms: its last status was Running\. The last attempt to read it failed: GET \/v1\/executions\/a failed/,
    ),
    cause: { code: "network_error" },
  });
});

test("an answer that never comes does not hold up the end", async () => {
  const { mock, wait, clock } = setUp([running]);
  mock.fail({ kind: "hang", times: Number.POSITIVE_INFINITY });
  await expect(wait({ timeout: 1000 })).rejects.toMatchObject({ code: "wait_timeout", execution: undefined });
  expect(mock.calls).toHaveLength(1);
  expect(clock.now() - begin).toBe(5000); // what a look gets, whatever is left
});

test("a look that is cut off by the end does not hide why the one before it failed", async () => {
  const { mock, wait } = setUp([running]);
  mock.fail({ kind: "status", status: 503, times: 3 }); // all attempts of the first look
  mock.fail({ kind: "hang", times: Number.POSITIVE_INFINITY, match: ({ number }) => number > 3 });
  await expect(wait({ timeout: 20_000 })).rejects.toMatchObject({
    message: expect.stringMatching(/: no such ticket was seen in that time, .+\. The last attempt to read it failed: /),
    cause: { code: "api_error", status: 503 },
  });
});

test("an onError that never settles holds up neither an abort nor the end", async () => {
  const reason = new Error("stop");
  const controller = new AbortController();
  const { mock, wait } = setUp([running]);
  mock.fail({ kind: "status", status: 503, times: Number.POSITIVE_INFINITY });
  const never = new Promise(() => undefined);
  const onError = () => {
    controller.abort(reason);
    return never;
  };
  await expect(wait({ onError, signal: controller.signal })).rejects.toBe(reason);
  await expect(wait({ onError: () => never, timeout: 50 })).rejects.toMatchObject({
    code: "wait_timeout",
    cause: { status: 503 },
  });
});

test("a look that is under way when the time is over is the last", async () => {
  const { mock, wait, clock } = setUp([running], {}, { latency: ({ number }) => (number === 2 ? 4000 : 0) });
  const waiting = wait({ timeout: 12_000, interval: 10_000 });
  await expect(waiting).rejects.toMatchObject({ code: "wait_timeout", execution: running });
  expect(mock.calls).toHaveLength(2);
  expect(clock.now() - begin).toBe(14_000);
});

test("an abort ends it at once with the caller's reason, also at an answer that never comes", async () => {
  const reason = new Error("stop");
  const { mock, wait } = setUp([running]);
  await expect(wait({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(mock.calls).toEqual([]);
  for (const kind of ["hang", "asleep"]) {
    if (kind === "hang") mock.fail({ kind });
    const controller = new AbortController();
    const waiting = wait({ signal: controller.signal });
    waiting.catch(() => undefined);
    while (mock.calls.length < (kind === "hang" ? 1 : 5)) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  }
});

const refused: [id: unknown, options: object, message: RegExp][] = [
  ["", {}, /^execution_id must be an id of 1 to 128 characters .+, such as EX…, not ""/],
  ["a/b", {}, /^execution_id must be/],
  [undefined, {}, /^execution_id must be/],
  [
    "a",
    { every: 5 },
    /^each key of the options of waitUntilDone must be one of interval, timeout, notFoundGrace, failures, onPoll, onError, signal/,
  ],
  ["a", { interval: 10 }, /^interval must be an integer from 100/],
  ["a", { timeout: 0 }, /^timeout must be an integer from 1/],
  ["a", { filter: {} }, /^each key of the options of waitUntilDone must be/],
  ["a", { failures: "yes" }, /^failures must be true or false/],
  ["a", { notFoundGrace: -1 }, /^notFoundGrace must be an integer from 0/],
  ["a", { onError: 1 }, /^onError must be/],
  ["a", { signal: {} }, /^signal must be/],
];

test.each(refused)("%j with %o is refused before anything is sent", async (id, options, message) => {
  const { mock, client } = setUp();
  await expect(client.executions.waitUntilDone(id as string, options)).rejects.toThrow(message);
  expect(mock.calls).toEqual([]);
});
