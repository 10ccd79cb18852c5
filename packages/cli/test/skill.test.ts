import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandWords } from "./spawn-command.ts";

// SKILL.md is followed word for word: each of its blocks is run, by a shell, as it stands.

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "skill-"));
});
afterAll(() => rm(folder, { recursive: true }));

const text = await readFile(new URL("../SKILL.md", import.meta.url), "utf8");
const blocks = Array.from(text.matchAll(/^```sh\n([\s\S]*?)^```/gm), ([, block = ""]) => block.trim());

function run(block: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const words = commandWords().map((word) => `'${word}'`);
  const script = `coc-executions() { '${process.execPath}' ${words.join(" ")} "$@"; }\n${block}\n`;
  // Only bash takes a dash in the name of a function.
  return new Promise((resolve) => {
    execFile("bash", ["-c", script], { cwd: folder, env: {} }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test("there is a block for each task", () => {
  expect(blocks).toHaveLength(4);
});

test.each(blocks)("%s", { timeout: 60_000 }, async (block) => {
  const { code, stdout, stderr } = await run(block);
  expect([0, 3], stderr).toContain(code);
  if (/-o json|--format json/.test(block)) expect(() => JSON.parse(stdout)).not.toThrow();
  if (block.includes("wait")) expect(JSON.parse(stdout)).toMatchObject([{ outcome: "ended otherwise" }]);
  if (block.includes("export"))
    expect((await readFile(join(folder, "tickets.ndjson"), "utf8")).split("\n")).toHaveLength(719);
});
