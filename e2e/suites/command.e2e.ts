import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { findScript } from "../src/programs.ts";
import { type Running, run, runWell, startCommand } from "../src/run.ts";

// The command as its users have it: installed from its tarball, on pipes and on a pseudo-terminal.

const keys = { HUAWEICLOUD_SDK_AK: "E2E-KEY", HUAWEICLOUD_SDK_SK: "e2e-secret-value" };

/** An installed command and a mock of the service for it, which end with the test. */
async function install(...words: readonly string[]): Promise<{ cwd: string; bin: string; mock: Running }> {
  const cwd = await installConsumer("command");
  const program = join(cwd, "node_modules/@coc-executions/testkit/dist/bin.js");
  const signed = ["--access-key-id", keys.HUAWEICLOUD_SDK_AK, "--secret-access-key", keys.HUAWEICLOUD_SDK_SK];
  const mock = await startCommand(program, [...signed, ...words]);
  onTestFinished(async () => void (await mock.stop()));
  return { cwd, bin: join(cwd, "node_modules/.bin/coc-executions"), mock };
}

let script = "";
beforeAll(async () => {
  script = await findScript();
});

test("installed, it lists, views, waits and exports; a wrong secret is tried once and not shown", async () => {
  const { cwd, bin, mock } = await install("--count", "300");
  const at = ["--base-url", mock.url];
  const env = { ...keys };
  const ids: string = await runWell(bin, ["list", ...at, "-o", "ndjson", "--query", "execution_id"], { cwd, env });
  expect(ids.trim().split("\n")).toHaveLength(300);
  const [first = ""] = (
    await runWell(bin, ["list", ...at, "--status", "failed", "-o", "csv", "--fields", "execution_id", "-n", "1"], {
      cwd,
      env,
    })
  )
    .split("\n")
    .slice(1);
  const { steps } = JSON.parse(await runWell(bin, ["view", first, ...at, "--failed", "-o", "json"], { cwd, env }));
  expect(steps[0].step.message).toBe("The script ended with exit code 1.");
  expect((await run(bin, ["wait", first, ...at], { cwd, env })).code).toBe(3);
  await runWell(bin, ["export", ...at, "--out", "all.csv"], { cwd, env });
  expect((await readFile(join(cwd, "all.csv"), "utf8")).split("\n")).toHaveLength(302);
  expect(JSON.parse(await readFile(join(cwd, "all.csv.receipt.json"), "utf8"))).toMatchObject({
    complete: true,
    rows: 300,
  });

  const wrong = await run(bin, ["list", ...at, "-o", "json"], {
    cwd,
    env: { ...env, HUAWEICLOUD_SDK_SK: "wr0ng-secret" },
  });
  expect([wrong.code, wrong.stdout]).toEqual([1, ""]);
  expect(JSON.parse(wrong.stderr)).toMatchObject({ code: "api_error", retryable: false });
  expect(wrong.stderr).not.toContain("wr0ng-secret");
});

test("on a terminal: progress in one line, the cursor left alone, and Ctrl-C gives 130 and how to go on", async () => {
  const { cwd, bin, mock } = await install("--count", "20000", "--latency", "20");
  const command = `${bin} export --base-url ${mock.url} --out all.ndjson --resume`;
  const child = spawn(script, ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd,
    env: { ...process.env, ...keys, CI: "", TERM: "xterm" },
  });
  let [shown, isStopped] = ["", false];
  child.stdout.on("data", (chunk) => {
    shown += chunk;
    if (isStopped || shown.split("\r\u001b[K").length < 3) return;
    isStopped = true;
    child.stdin.write("\u0003");
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code, shown).toBe(130);
  expect(shown).toMatch(/\d+ tickets, \d+% of 20000 listed, \d+\/s, \d+ s left/);
  expect(shown).toMatch(/Interrupted after \d+ tickets\. Go on with the same command and --resume\./);
  expect(shown).not.toContain("\u001b[?25l");

  const logged = await run("sh", ["-c", command], { cwd, env: keys });
  expect(logged.code, logged.stderr).toBe(0);
  expect(logged.stderr).toMatch(/^Going on after \d+ tickets\.\n20000 tickets in all\.ndjson/);
  const rows = (await readFile(join(cwd, "all.ndjson"), "utf8")).trim().split("\n");
  expect(new Set(rows.map((row) => JSON.parse(row).execution_id)).size).toBe(20_000);
  expect(rows).toHaveLength(20_000);
});

test.each([
  ["list --demo | head -1", 0],
  ["list --demo > /dev/full", 1],
  ["list --demo >&-", 0],
  ["list --demo --fields nothing", 2],
])("%s ends well", async (words, code) => {
  const { cwd, bin } = await install("--count", "1");
  const { stderr, code: ended } = await run("bash", ["-c", `set -o pipefail; ${bin} ${words}`], { cwd });
  expect(ended, stderr).toBe(code);
  expect(stderr).not.toMatch(/^ +at /m);
});
