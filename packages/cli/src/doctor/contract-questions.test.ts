import { createClient } from "@coc-executions/client";
import { createMockApi, executions, fixtures } from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";
import { Asker } from "./asker.ts";
import { MAX_REQUESTS, settleAll } from "./contract-questions.ts";

type Options = NonNullable<Parameters<typeof createMockApi>[0]>;

async function settle(list: readonly Execution[], options: Options = {}) {
  const mock = createMockApi({ ...options, executions: list });
  const auth = (request: Request) => request;
  const client = createClient({ baseUrl: "https://coc.example", auth, fetch: mock.fetch, retry: { maxAttempts: 1 } });
  const asker = new Asker(client, MAX_REQUESTS);
  const settled = await settleAll({ first: await asker.list({ limit: 100 }), asker });
  expect(mock.calls.length).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(mock.calls.every(({ method }) => method === "GET")).toBe(true);
  return Object.fromEntries(settled.map(({ question, answer }) => [question, answer]));
}

const list = executions(400);

test.each<[string, Options["unknowns"], RegExp]>([
  ["In which order does the list come?", {}, /^by start_time, the newest first, in the first 100/],
  ["In which order does the list come?", { order: "update_time" }, /^by update_time/],
  ["How many tickets come without a limit?", {}, /^10 tickets$/],
  ["What does a limit above 100 do?", {}, /^at most 100 come$/],
  ["What does a limit above 100 do?", { limitAboveMax: "refuse" }, /^it is refused with 400$/],
  ["What does a limit above 100 do?", { maxLimit: 500 }, /^200 come for a limit of 200$/],
  ["What does a limit of 0 do?", {}, /^it is refused with 400$/],
  ["What does a limit of 0 do?", { limitBelowOne: "default" }, /^10 tickets come$/],
  ["How deep may offset go?", {}, /^to the last of 400; whether 10,000/],
  ["Does total honour the filters?", {}, /^yes, by document_id$/],
  ["Do tags have to match all, or any?", { tags: "all" }, /^all$/],
  ["Do tags have to match all, or any?", { tags: "any" }, /^any$/],
  ["Are child tickets listed without exclude_child_executions?", {}, /^yes$/],
  ["Are child tickets listed without exclude_child_executions?", { childrenByDefault: false }, /^not settled: as many/],
  ["Which time does end_time bound?", { endTimeBounds: "end_time" }, /^the end$/],
  ["Which time does end_time bound?", { endTimeBounds: "end_time", endTimeMatchesUnended: true }, /^the end$/],
  ["Which time does end_time bound?", { endTimeBounds: "start_time" }, /^the start$/],
  ["Which time does end_time bound?", { endTimeBounds: "start_time", endTimeMatchesUnended: true }, /^the start$/],
  ["How is success spelt?", {}, /^Succeed and Succeeded$/],
  ["Does a success carry an error_code?", {}, /^no$/],
  ["Does a success carry an error_code?", { successCode: "COC.00000000" }, /^yes: COC\.00000000$/],
  ["How is a ticket told that does not exist?", {}, /^by a 200 without data$/],
  ["How is a ticket told that does not exist?", { missingExecution: "not-found" }, /^by a 404 with an error code$/],
  ["How is a ticket told that does not exist?", { missingExecution: "error-code" }, /^by a 400 with an error code$/],
])("%s of a mock with %j: %s", async (question, unknowns, answer) => {
  expect((await settle(list, { unknowns }))[question]).toMatch(answer);
});

test("what too few tickets leave open is said, with the reason", async () => {
  const answers = await settle([]);
  const open = Object.values(answers).filter((answer) => answer.startsWith("not settled: "));
  expect(open.length).toBeGreaterThanOrEqual(8);
  expect((await settle(fixtures.idForms))["Of which type is id?"]).toBe("number and string and absent");
});

test("a service that fails leaves questions open, and hangs nothing", async () => {
  const mock = createMockApi({ executions: list });
  const client = createClient({
    ...{ baseUrl: "https://coc.example", auth: (request: Request) => request, fetch: mock.fetch },
    retry: { maxAttempts: 1 },
  });
  const asker = new Asker(client, MAX_REQUESTS);
  const first = await asker.list({ limit: 100 });
  mock.fail({ kind: "reset", times: Number.POSITIVE_INFINITY });
  const settled = await settleAll({ first, asker });
  expect(
    settled.filter(({ answer }) => answer === "not settled: the request failed (network_error)").length,
  ).toBeGreaterThan(5);
});

test("doctor --contract tells its budget first, and its report has no data of the account", async () => {
  const tickets = executions(50).map((ticket) => ({ ...ticket, priority: "secret-project" }));
  const server = await serve(tickets);
  const words = ["doctor", "--contract", "--json", "--base-url", server.url];
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect(code).toBe(0);
  expect(stderr).toBe(`Asking at most ${MAX_REQUESTS + 1} read-only requests about the contract.\n`);
  const { contract } = JSON.parse(stdout);
  expect(contract.drift).toEqual(["field priority"]);
  expect(contract.requests).toBeLessThanOrEqual(MAX_REQUESTS + 1);
  for (const { execution_id, document_name, creator, tags } of tickets)
    for (const text of [execution_id, document_name, creator, tags?.[0]?.value])
      if (text !== undefined && text.length > 4) expect(stdout, text).not.toContain(text);
  expect(stdout).not.toContain("secret-project");
});
