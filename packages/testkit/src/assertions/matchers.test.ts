import { matchers, useMockApi } from "@coc-executions/testkit/vitest";
import { expect, test } from "vitest";
import { executions } from "../data/executions.ts";

expect.extend(matchers);

const mock = useMockApi({ executions: executions(3), token: "t" });
const ask = (headers: Record<string, string>) => mock.fetch("https://coc.example/v1/executions?limit=2", { headers });

test("each matcher holds, and fails with the words of its assertion", async () => {
  const all = mock.executions.all();
  expect(all).toHaveListedEveryTicketOnce(mock);
  expect(() => expect(all.slice(1)).toHaveListedEveryTicketOnce(mock)).toThrow(/1 missing: EX/);

  await ask({ "x-auth-token": "t" });
  expect(mock).toHaveBeenSigned();
  expect(mock).toHaveBeenAskedFor({ limit: 2 });
  expect(() => expect(mock).toHaveBeenAskedFor({ limit: 3 })).toThrow("expected a call for");
  await ask({});
  expect(() => expect(mock).toHaveBeenSigned()).toThrow("these were not");

  mock.fail({ kind: "reset" });
  expect(() => expect(mock).toHaveUsedAllFaults()).toThrow("reset: used 0 times, 1 left");
  await expect(ask({})).rejects.toThrow("fetch failed");
  expect(mock).toHaveUsedAllFaults();
});

test("each matcher names what it was not given", () => {
  const promise = Promise.resolve(mock);
  expect(() => expect(promise).toHaveListedEveryTicketOnce(mock)).toThrow(
    "What was received must be an array of tickets, not an object with no keys.",
  );
  expect(() => expect([]).toHaveListedEveryTicketOnce(JSON.parse("null"))).toThrow(
    "The list must be a mock or an array of tickets, not null.",
  );
  for (const check of ["toHaveBeenSigned", "toHaveUsedAllFaults"] as const) {
    expect(() => expect(mock.fetch).not[check]()).toThrow("What was received must be a mock, not a function.");
  }
  expect(() => expect(promise).toHaveBeenAskedFor({})).toThrow("What was received must be a mock, not an object");
});

test("each matcher can be turned round; the mock has been reset since the last test", async () => {
  expect(mock.calls).toEqual([]);
  expect(mock).not.toHaveBeenSigned();
  expect(mock).not.toHaveUsedAllFaults();
  expect(mock).not.toHaveBeenAskedFor({ limit: 2 });
  await ask({ "x-auth-token": "t" });
  expect(() => expect(mock).not.toHaveBeenAskedFor({ limit: 2 })).toThrow('expected no call for {"limit":2}');
  expect(() => expect(mock).not.toHaveBeenSigned()).toThrow("expected some call not to be signed");
  expect(() => expect([]).not.toHaveListedEveryTicketOnce([])).toThrow("expected tickets not to be exactly");
  mock.fail({ kind: "missing-total" });
  await ask({ "x-auth-token": "t" });
  expect(() => expect(mock).not.toHaveUsedAllFaults()).toThrow("expected some fault to be left");
});
