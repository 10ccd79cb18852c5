import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execution } from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";

/** Watches until so many polls were made; `happen` is called before each. */
async function watch(
  polls: number,
  happen: (
    poll: number,
    store: Parameters<NonNullable<NonNullable<Parameters<typeof serve>[1]>["beforeAnswer"]>>[1],
  ) => void,
  words: string[],
) {
  const stop = new AbortController();
  let count = 0;
  const first: Execution[] = [execution({ execution_id: "EX1", status: "Running", start_time: Date.now() - 1000 })];
  const server = await serve(first, {
    beforeAnswer: (_, store) => {
      count++;
      happen(count, store);
      if (count === polls) setTimeout(() => stop.abort(), 300);
    },
  });
  const line = ["watch", "--base-url", server.url, "--interval", "100ms", "--utc", ...words];
  return await runCommand(line, { env, signal: stop.signal });
}

const happen: Parameters<typeof watch>[1] = (poll, store) => {
  if (poll === 2) store.update("EX1", { status: "Failed", end_time: Date.now(), update_time: Date.now() });
  if (poll === 3) store.add(execution({ id: 2, execution_id: "EX2", status: "Pending", start_time: Date.now() }));
};

test("new and changed tickets are lines", async () => {
  const { code, stdout } = await watch(4, happen, []);
  expect(code).toBe(130);
  expect(stdout).toMatch(/^\d{4}-\S+ \S+ {2}changed {2}EX1 {2}Running → Failed {2}restart-service$/m);
  expect(stdout).toMatch(/^\d{4}-\S+ \S+ {2}new {2}EX2 {2}Pending {2}restart-service$/m);
});

test("or NDJSON, filtered like a list", async () => {
  const { stdout } = await watch(4, happen, ["--format", "ndjson", "--status", "failed"]);
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { kind: "changed", execution: { execution_id: "EX1", status: "Failed" }, previous: { status: "Running" } },
  ]);
});

test("--exec gets each change as JSON on its stdin, with its own words and no shell", async () => {
  const folder = await mkdtemp(join(tmpdir(), "watch-"));
  const hook = join(folder, "hook.mjs");
  const seen = join(folder, "seen");
  await writeFile(
    hook,
    `#!${process.execPath}\nimport { appendFileSync, readFileSync } from "node:fs";\nappendFileSync(process.argv[2], process.argv[3] + readFileSync(0, "utf8"));\nprocess.exit(3);\n`,
  );
  await chmod(hook, 0o755);
  const { stderr } = await watch(4, happen, ["--exec", hook, "--", seen, "$(id);"]);
  const lines = (await readFile(seen, "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]?.startsWith("$(id);{")).toBe(true);
  expect(JSON.parse(lines[0]?.slice(6) ?? "")).toMatchObject({ kind: "changed", execution: { execution_id: "EX1" } });
  expect(stderr).toContain(`--exec ${hook} ended with 3`);
  await rm(folder, { recursive: true });
});

test("a command that is not there is told, and watching goes on", async () => {
  const { code, stderr, stdout } = await watch(4, happen, ["--exec", "/no/such/command"]);
  expect(code).toBe(130);
  expect(stderr.match(/could not be run/g)).toHaveLength(2);
  expect(stdout.trim().split("\n")).toHaveLength(2);
});
