import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateTypes } from "../scripts/generate-types.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
let copy = "";

// A copy of what generating reads and writes, so that a test can make it stale.
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), "generate-"));
  await cp(join(root, "openapi/coc-executions.yaml"), join(copy, "openapi/coc-executions.yaml"));
  for (const folder of ["scripts", "src/generated"]) {
    await cp(join(root, "packages/types", folder), join(copy, "packages/types", folder), { recursive: true });
  }
  await writeFile(join(copy, "package.json"), '{ "type": "module" }');
  await symlink(join(root, "packages/types/node_modules"), join(copy, "node_modules"), "junction");
});

afterEach(() => rm(copy, { recursive: true }));

const generate = (...words: string[]) =>
  run(process.execPath, [join(copy, "packages/types/scripts/generate.ts"), ...words]);
const generated = () => readFile(join(copy, "packages/types/src/generated/coc-executions.ts"), "utf8");

test("the committed types are what the contract says", async () => {
  const contract = new URL("../../../openapi/coc-executions.yaml", import.meta.url);
  expect(await generated()).toBe(await generateTypes(contract));
});

test("a contract that has changed makes them stale, and generating makes them fresh again", async () => {
  const contract = join(copy, "openapi/coc-executions.yaml");
  const text = await readFile(contract, "utf8");
  await writeFile(contract, text.replace("NORMAL]", "NORMAL, WAVE]"));
  await expect(generate("--check")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Run: npx --yes pnpm@12 generate"),
  });
  expect(await generated()).not.toContain("WAVE");

  await generate();
  expect(await generated()).toContain('"BATCH" | "RATE_CONTROL" | "NORMAL" | "WAVE"');
  await expect(generate("--check")).resolves.toMatchObject({ stderr: "" });
});
