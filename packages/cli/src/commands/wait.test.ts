import { execution, stories } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";

const running = (id: number) => execution({ id, execution_id: `EX${id}`, status: "Running" });
const FAST = ["--interval", "100ms"];

/** Waits on a mock whose tickets change after so many answers. */
async function wait(
  words: string[],
  changes: [after: number, id: string, status: string][] = [],
  list = [running(1), running(2)],
) {
  let answers = 0;
  const server = await serve(list, {
    beforeAnswer: (_, store) => {
      answers++;
      for (const [after, id, status] of changes)
        if (answers === after) store.update(id, { status, end_time: Date.now() });
    },
  });
  return { server, ...(await runCommand(["wait", "--base-url", server.url, ...FAST, ...words], { env })) };
}

test("all succeeded is 0, with a line for each change and the last state", async () => {
  const { code, stdout, stderr } = await wait(["EX1"], [[3, "EX1", "Succeed"]]);
  expect(code).toBe(0);
  expect(stderr).toBe("EX1: Running\nEX1: Succeed\n");
  expect(stdout).toMatch(/^EX1: Succeed after .+\n$/);
});

test("one that ended otherwise is 3, with what failed", async () => {
  const { instancesFailed } = stories;
  const [ticket] = instancesFailed.executions;
  const server = await serve(instancesFailed.executions, instancesFailed);
  const { code, stdout } = await runCommand(["wait", ticket?.execution_id ?? "", "--base-url", server.url], { env });
  expect(code).toBe(3);
  expect(stdout).toContain(": Failed after 1m 0s\nWhat failed\n  1. run-script");
  expect(stdout).toContain("2 of 40 instances failed.");
  expect(stdout).toContain("- 192.168.0.13  Failed  The script ended with exit code 1.");
});

test("one that still runs at the deadline is 4, with its last state", async () => {
  const { code, stdout } = await wait(["EX1", "EX2", "--timeout", "250ms"], [[3, "EX2", "Succeed"]]);
  expect(code).toBe(4);
  expect(stdout).toMatch(/^EX1: Running, still running/m);
  expect(stdout).toMatch(/^EX2: Succeed after/m);
});

test("--fail-fast ends with the first that ended otherwise", async () => {
  const { code, stdout } = await wait(["EX1", "EX2", "--fail-fast"], [[4, "EX1", "Failed"]]);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^EX1: Failed/m);
  expect(stdout).toMatch(/^EX2: Running, given up/m);
});

test("a ticket that is not there yet is waited for", async () => {
  const server = await serve([]);
  let answers = 0;
  const outcome = runCommand(["wait", "EX1", "--base-url", server.url, ...FAST], { env });
  while (answers < 3) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    answers = server.calls.length;
  }
  server.executions.add({ ...running(1), status: "Succeed" });
  const { code, stderr } = await outcome;
  expect(code).toBe(0);
  expect(stderr).toBe("EX1: not there yet\nEX1: Succeed\n");
});

test("a service that is away for a moment is waited for, and told of", async () => {
  const server = await serve([running(1)]);
  server.fail({ kind: "status", status: 503, times: 4 });
  setTimeout(() => server.executions.update("EX1", { status: "Succeed" }), 1500);
  const words = ["wait", "EX1", "--base-url", server.url, ...FAST, "--verbose"];
  const { code, stderr } = await runCommand(words, { env });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^retrying in [\d.]+ m?s: APIGW\.0613$/m);
}, 20_000);

test("json is an array of outcomes, and stderr has no lines of its own", async () => {
  const { code, stdout, stderr } = await wait(["EX1", "EX1", "--format", "json"], [[2, "EX1", "Canceled"]]);
  expect([code, stderr]).toEqual([3, ""]);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      execution_id: "EX1",
      outcome: "ended otherwise",
      execution: { status: "Canceled" },
      failed: [{ step: { status: "Canceled" } }],
    },
  ]);
});

test("a wrong secret is tried once, and is not in the output", async () => {
  const server = await serve([running(1)]);
  const secret = { ...env, HUAWEICLOUD_SDK_SK: "wrong-secret-value" };
  const { code, stderr } = await runCommand(["wait", "EX1", "--base-url", server.url], { env: secret });
  expect(code).toBe(1);
  expect(server.calls).toHaveLength(1);
  expect(stderr).not.toContain("wrong-secret-value");
});

test.each([
  [["wait"], /missing required argument 'execution_id'/],
  [["wait", "EX1", "--timeout", "5"], /--timeout.*Use a duration such as/s],
  [["wait", "EX1", "--demo", "--interval", "1ms"], /--interval must be an integer from 100/],
  [["wait", "a/b", "--demo"], /execution_id must be an id of 1 to 128/],
  [["view"], /missing required argument/],
  [["view", "EX1", "--format", "csv"], /'csv'.*text, json/s],
  [["watch", "--exec"], /argument missing/],
  [["watch", "--demo", "word"], /Words after -- are for the command of --exec/],
  [["export", "--demo"], /required option '--out <file>' not specified/],
  [["export", "--demo", "--out", "x.csv", "--resume", "--force"], /Use only one of --resume and --force/],
  [["export", "--demo", "--out", "x.csv", "--fields", "status"], /--fields needs execution_id/],
  [["commands"], /Use `commands --json`/],
  [["complete", "tcsh"], /Name the shell/],
])("%j is wrong usage: nothing on stdout, exit code 2", async (words, message) => {
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});
