import { createMockApi, execution, executionInstance, executionStep, stories } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { createClient } from "../client.ts";

function setUp(options: Parameters<typeof createMockApi>[0]) {
  const mock = createMockApi(options);
  const client = createClient({ baseUrl: "https://coc.example", auth: (request) => request, fetch: mock.fetch });
  return { mock, why: client.executions.why, id: mock.executions.all()[0]?.execution_id ?? "" };
}

test("two of forty instances that failed", async () => {
  const { why, id, mock } = setUp(stories.instancesFailed);
  const { execution, steps, complete } = await why(id);
  expect(execution).toEqual(mock.executions.get(id));
  expect(complete).toBe(true);
  expect(steps.map(({ step }) => step.message)).toEqual(["2 of 40 instances failed."]);
  expect(steps[0]?.instances.map(({ id, message }) => [id, message])).toEqual([
    [13, "The script ended with exit code 1."],
    [29, "The script ended with exit code 1."],
  ]);
  expect(mock.calls).toHaveLength(3);
});

test("a step that timed out, and not the one that never started", async () => {
  const { why, id } = setUp(stories.stepTimedOut);
  const { steps } = await why(id);
  expect(steps.map(({ step }) => step.name)).toEqual(["run-script"]);
});

test("a ticket that succeeded costs one request", async () => {
  const { why, mock } = setUp({ executions: [execution({ execution_id: "EX1" })] });
  expect(await why("EX1")).toEqual({ execution: mock.executions.get("EX1"), steps: [], complete: true });
  expect(mock.calls).toHaveLength(1);
});

test("causes come before effects", async () => {
  const ended = (name: string, status: string, end_time: number | null) =>
    executionStep({ execution_step_id: name, status, start_time: 0, end_time });
  const { why } = setUp({
    executions: [execution({ execution_id: "EX1", status: "Failed" })],
    steps: {
      EX1: [
        ended("canceled early", "Canceled", 1),
        ended("failed late", "Failed", 30),
        ended("skipped", "Skipped", 5),
        ended("fine", "Succeeded", 2),
        ended("runs", "Running", null),
        ended("unknown and running", "Paused", null),
        ended("timed out", "Timeout", 20),
        ended("failed, when is unknown", "Failed", null),
      ],
    },
    instances: {
      "failed late": [
        executionInstance({ id: 1, status: "Failed", end_time: 9 }),
        executionInstance({ id: 2, status: "Failed", end_time: 3 }),
      ],
    },
  });
  const { steps } = await why("EX1");
  expect(steps.map(({ step }) => step.execution_step_id)).toEqual([
    "timed out",
    "failed late",
    "failed, when is unknown",
    "skipped",
    "canceled early",
  ]);
  expect(steps[1]?.instances.map(({ id }) => id)).toEqual([2, 1]);
});

test("no more requests than are allowed, and what was not read is said", async () => {
  const steps = Array.from({ length: 30 }, (_, index) =>
    executionStep({ execution_step_id: `ES${index}`, status: "Failed", end_time: index }),
  );
  const { why, mock } = setUp({
    executions: [execution({ execution_id: "EX1", status: "Failed" })],
    steps: { EX1: steps },
  });
  const found = await why("EX1", { maxRequests: 5 });
  expect(mock.calls).toHaveLength(5);
  expect(found.complete).toBe(false);
  expect(found.steps).toHaveLength(30);
  const all = await why("EX1", { maxRequests: 100 });
  expect(all.complete).toBe(true);
});

test("10,000 instances are read as far as the requests go", async () => {
  const { why, mock } = setUp({
    executions: [execution({ execution_id: "EX1", status: "Failed" })],
    steps: { EX1: [executionStep({ execution_step_id: "ES1", status: "Failed" })] },
    instances: {
      ES1: Array.from({ length: 10_000 }, (_, index) =>
        executionInstance({
          id: index,
          execution_instance_id: `EI${index}`,
          status: index % 100 === 0 ? "Failed" : "Succeed",
        }),
      ),
    },
  });
  const { steps, complete } = await why("EX1");
  expect(mock.calls.length).toBeLessThanOrEqual(30);
  expect(complete).toBe(false);
  expect(steps[0]?.instances.length).toBeGreaterThan(20);
});

test("an abort ends it, and a missing ticket is not found", async () => {
  const { why } = setUp(stories.stepTimedOut);
  const reason = new Error("stop");
  await expect(why("EX1", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  await expect(why("EX404")).rejects.toMatchObject({ code: "not_found" });
  await expect(why("EX404", JSON.parse('{"max":1}'))).rejects.toThrow(/^each key of the options of why must be one of/);
});
