import { join } from "node:path";
import { expect, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { findPython } from "../src/programs.ts";
import { type Running, runWell, startCommand } from "../src/run.ts";

const KEY = ["AccessKey", "SecretKey"];

/** The command as it is installed, with its control API. */
async function startMock(cwd: string): Promise<Running & { readonly control: string }> {
  const bin = join(cwd, "node_modules/@coc-executions/testkit/dist/bin.js");
  const words = ["--count", "12", "--control", "--access-key-id", "AccessKey", "--secret-access-key", "SecretKey"];
  const mock = await startCommand(bin, words);
  return { ...mock, control: /^control (.*)$/m.exec(mock.printed)?.[1] ?? "" };
}

test("Python, with nothing but its own library, drives the mock and reads what it lists", async () => {
  const cwd = await installConsumer("python");
  const mock = await startMock(cwd);
  const printed = await runWell(await findPython(), ["drive.py", mock.url, mock.control, ...KEY], {
    cwd,
    env: { PYTHONIOENCODING: "utf8" },
  });
  expect(JSON.parse(printed)).toEqual({
    read: [
      429,
      {
        data: [{ execution_id: "EX1", status: "Running", start_time: 1_751_342_400_000, creator: "张 wei" }],
        total: 1,
      },
      ["EX2 Running", "EX1 Succeed"],
      401,
      1,
    ],
    waited: { calls: 5, reached: true },
    statuses: [429, 200, 200, 401, 200],
    signedBy: [null, "AccessKey", "AccessKey", null, "AccessKey"],
    refused: [
      [400, expect.stringMatching(/^Each key of the changes must be one of .*, not "statsu"\.$/)],
      [400, expect.stringMatching(/^kind must be one of /)],
    ],
    reset: [null, 12],
  });
  expect(await mock.stop()).toBe(0);
});

test("the vendor's own SDK core reads what is changed between its calls", async () => {
  const cwd = await installConsumer("vendor-sdk");
  const mock = await startMock(cwd);
  const stdout = await runWell("node", ["drive.mjs", mock.url, mock.control, ...KEY], {
    cwd,
    env: { HOME: cwd, USERPROFILE: cwd },
  });
  expect(JSON.parse(/^RESULT (.*)$/m.exec(stdout)?.[1] ?? "null")).toMatchObject({
    down: { status: 503 },
    list: { data: [{ execution_id: "EX1", status: "Failed", start_time: 1_751_342_400_000 }], total: 1 },
    statuses: [503, 200],
  });
  expect(await mock.stop()).toBe(0);
});
