import { execution, fixtures, stories } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";

async function view(story: Partial<(typeof stories)["stepTimedOut"]>, ...words: string[]) {
  const server = await serve(story.executions ?? [], story);
  const [ticket] = server.executions.all();
  const id = ticket?.execution_id ?? "";
  return { server, ...(await runCommand(["view", id, "--base-url", server.url, "--utc", ...words], { env })) };
}

test("shows the ticket, its steps with durations, what failed where, and with which message", async () => {
  const { code, stdout, stderr } = await view(stories.instancesFailed);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "EX20250701120000000001  restart-service  Failed
      job          restart-service v1
      type         BATCH
      started      2025-07-01 04:00:00
      ended        2025-07-01 04:01:00
      duration     1m 0s
      creator      COC-Script

    Steps
      1. run-script  hwc:coc:execute-script  Failed  1m 0s
         2 of 40 instances failed.
         - 192.168.0.13  Failed  The script ended with exit code 1.
         - 192.168.0.29  Failed  The script ended with exit code 1.
    "
  `);
});

test("--failed shows only what failed", async () => {
  const { stdout } = await view(stories.stepTimedOut, "--failed");
  expect(stdout).toMatchInlineSnapshot(`
    "EX20250701120000000001  restart-service  Timeout

    What failed
      1. run-script  hwc:coc:execute-script  Timeout  1m 0s
         The step took longer than its time limit of 60 s.
         - 192.168.0.1  Timeout  The run took longer than its time limit.
    "
  `);
});

test("json has the ticket, its steps and instances", async () => {
  const { stdout, server } = await view(stories.instancesFailed, "--format", "json");
  const [ticket] = server.executions.all();
  expect(JSON.parse(stdout)).toMatchObject({
    execution: ticket,
    steps: [{ step: { status: "Failed" }, instances: [{ id: 13 }, { id: 29 }] }],
    complete: true,
  });
});

test.each([
  ["Succeed", 0],
  ["Failed", 3],
  ["Running", 4],
])("--exit-status of a ticket that is %s is %i", async (status, code) => {
  const story = { executions: [execution({ status })] };
  expect((await view(story, "--exit-status")).code).toBe(code);
  expect((await view(story)).code).toBe(0);
});

test("a ticket that does not exist is exit code 1, in a sentence or as data", async () => {
  const server = await serve(fixtures.vendorExample);
  const words = ["view", "EX404", "--base-url", server.url];
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^coc-executions: GET .+ found no ticket with the id EX404 .+ Check the id and --site\.$/m);
  const asJson = await runCommand([...words, "--format", "json"], { env });
  expect(JSON.parse(asJson.stderr)).toEqual({
    code: "not_found",
    message: expect.stringContaining("found no ticket with the id EX404"),
    requestId: server.calls.at(-1)?.requestId,
    retryable: false,
    next: "Check the id and --site.",
  });
});

test("no text of the service reaches a terminal raw", async () => {
  const evil = "a\u001b]52;c;aGk=\u0007\u202eb\r\nc";
  const [ticket] = fixtures.awkwardText;
  const executions = [
    {
      ...ticket,
      execution_id: "EX1",
      status: evil,
      document_name: evil,
      creator: evil,
      parameters: [{ key: evil, value: evil }],
    },
  ];
  const step = { execution_step_id: "ES1", name: evil, action: evil, status: evil, message: evil, end_time: 1 };
  const instance = { execution_instance_id: "EI1", status: "Failed", message: evil, properties: { fixed_ip: evil } };
  const { stdout } = await view({ executions, steps: { EX1: [step] }, instances: { ES1: [instance] } });
  expect(stdout).toContain("\\u001b]52");
  expect(stdout.replaceAll("\n", "")).toMatch(/^[^\p{Cc}\u202e]*$/u);
  expect(stdout.split("\n").every((line) => !line.startsWith("c"))).toBe(true);
});
