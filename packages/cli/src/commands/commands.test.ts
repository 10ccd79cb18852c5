import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { spawnCommand } from "../../test/spawn-command.ts";

test("commands --json names every command and option, under a version", async () => {
  const { code, stdout } = await runCommand(["commands", "--json"]);
  expect(code).toBe(0);
  const described = JSON.parse(stdout);
  expect(described.schema).toBe("coc-executions/commands/1");
  expect(described.commands.map(({ name }: { name: string }) => name)).toEqual([
    "list",
    "view",
    "watch",
    "wait",
    "export",
    "stats",
    "report",
    "doctor",
    "commands",
  ]);
  for (const { name, options } of described.commands) {
    const { stdout: help } = await runCommand([name, "--help"]);
    for (const option of options) expect(help, name).toContain(option.name);
  }
});

test.each([
  [["list", "--status", ""], "Failed"],
  [["list", "--format", ""], "ndjson"],
  [["list", "--site", "c"], "china"],
  [["wait", "--f"], "--fail-fast"],
  [["ex"], "export"],
])("completes %j", async (words, expected) => {
  const { stdout, code } = await spawnCommand(["complete", "--", ...words], {}).ended;
  expect(code).toBe(0);
  expect(stdout.split("\n").map((line) => line.split("\t")[0])).toContain(expected);
});

test.each(["bash", "zsh", "fish", "powershell"])("writes a script for %s", async (shell) => {
  const { stdout, code } = await spawnCommand(["complete", shell], {}).ended;
  expect(code).toBe(0);
  expect(stdout).toContain("coc-executions");
});

test("--version is the version of the package, and help has examples, exit codes and variables", async () => {
  expect((await spawnCommand(["--version"], {}).ended).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { stdout } = await runCommand(["--help"]);
  for (const part of ["Examples:", "Exit codes:", "Environment:", "HTTPS_PROXY", "  130  interrupted"])
    expect(stdout).toContain(part);
  expect((await runCommand(["list", "--help"])).stdout).toMatch(/Fields:[\s\S]*Known statuses:/);
});
