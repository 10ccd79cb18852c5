import { expect, test } from "vitest";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import { createMockApi } from "../mock-api/create-mock-api.ts";
import { AssertionError } from "./assertion-error.ts";
import { assertAskedFor, assertListedEveryTicketOnce, assertSigned, assertUsedAllFaults } from "./assertions.ts";

const URL_OF_LIST = "https://coc.example/v1/executions";
const ids = (...given: string[]) => given.map((execution_id) => ({ execution_id }));
const list = ["a", "b", "c", "d"].map((execution_id, index) => execution({ execution_id, start_time: 9 - index }));

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  return "";
}

test("every ticket once and in order is as it should be, of a list and of a mock", () => {
  assertListedEveryTicketOnce(list, list);
  assertListedEveryTicketOnce(ids("a", "b", "c", "d"), createMockApi({ executions: list }));
  assertListedEveryTicketOnce([], []);
});

test.each<[string[], string]>([
  [["a", "c", "d"], "  1 missing: b"],
  [["a", "b", "b", "c", "d", "d", "d"], "  2 repeated: b, d"],
  [["a", "b", "c", "d", "x"], "  1 not in the list: x"],
  [["a", "c", "b", "d"], "  1 out of order: b"],
  [["x", "d", "a", "a"], "  2 missing: b, c\n  1 repeated: a\n  1 not in the list: x\n  1 out of order: a"],
])("received %j: tells the difference", (received, faults) => {
  expect(messageOf(() => assertListedEveryTicketOnce(ids(...received), list))).toBe(
    `expected each of 4 tickets once, and received ${received.length}:\n${faults}`,
  );
});

test("lets other tickets and any order be, where it is told to", () => {
  assertListedEveryTicketOnce(ids("d", "x", "a", "c", "b"), list, { allowOthers: true, inAnyOrder: true });
  const missing = messageOf(() => assertListedEveryTicketOnce(ids("d", "x"), list, { allowOthers: true }));
  expect(missing).toContain("3 missing");
});

test("shows the head of many ids, and both sides only where they are short", () => {
  const long = executions(2000);
  expect(messageOf(() => assertListedEveryTicketOnce([], long))).toMatch(/2000 missing: (EX\d+, ){10}and 1990 more$/);
  expect(() => assertListedEveryTicketOnce(ids("a"), list)).toThrow(
    expect.objectContaining({ name: "AssertionError", code: "ERR_ASSERTION", actual: ["a"] }),
  );
  expect(() => assertListedEveryTicketOnce([], long)).toThrow(expect.objectContaining({ actual: undefined }));
});

async function call(token: string, query = "") {
  const mock = createMockApi({ executions: list, token: "t" });
  const ask = () => mock.fetch(URL_OF_LIST + query, { headers: token === "" ? {} : { "x-auth-token": token } });
  await ask();
  return { mock, ask };
}

test("signed is what the mock has recognised, or what a fault took before anybody could look", async () => {
  const { mock, ask } = await call("t");
  assertSigned(mock);
  mock.fail({ kind: "throttled" });
  await ask();
  assertSigned(mock);
  mock.fail({ kind: "throttled", when: "after" });
  await ask();
  assertSigned(mock);
});

test("names the calls that were not signed, also where a fault took them", async () => {
  const { mock, ask } = await call("");
  mock.fail({ kind: "throttled" });
  await ask();
  const message = messageOf(() => assertSigned(mock));
  expect(message).toContain("  1 GET /v1/executions: 401, APIGW.0301");
  expect(message).toContain("  2 GET /v1/executions (attempt 2; fault: throttled): 429");
  expect(messageOf(() => assertSigned(createMockApi()))).toBe("expected signed calls, and there were none");
});

test("asked for is what some query holds among others", async () => {
  const { mock } = await call("t", "?limit=20&creator=ops");
  assertAskedFor(mock, { limit: 20 });
  assertAskedFor(mock, {});
  expect(messageOf(() => assertAskedFor(mock, { limit: 20, offset: 20 }))).toBe(
    'expected a call for {"limit":20,"offset":20}; the calls were for:\n  {"limit":20,"creator":"ops"}',
  );
  expect(messageOf(() => assertAskedFor(createMockApi(), {}))).toContain("the calls were for:\n  none");
});

test("used up is every fault that has an end, and struck is every other", async () => {
  const { mock, ask } = await call("t");
  expect(messageOf(() => assertUsedAllFaults(mock))).toBe("expected faults to be used, and none was given");
  mock.fail({ kind: "clamped-limit", limit: 1, times: Number.POSITIVE_INFINITY });
  mock.fail({ kind: "reset", match: { offset: 7 }, times: 2 });
  await ask();
  expect(messageOf(() => assertUsedAllFaults(mock))).toBe(
    'expected every fault to be used up; these were not:\n  reset (times: 2) for {"offset":7}: used 0 times, 2 left',
  );
  mock.faults[1]?.cancel();
  assertUsedAllFaults(mock);
});
