import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { fixtures } from "../src/data/fixtures.ts";
import { createMockApi } from "../src/mock-api/create-mock-api.ts";

const root = new URL("..", import.meta.url);
const readme = await readFile(new URL("README.md", root), "utf8");
const blocks = [...readme.matchAll(/^```ts(?: msw)?\n(.*?)^```$/gms)].map(
  ([, code = ""], index): [number: number, code: string] => [index + 1, code],
);

test.each(blocks)("block %d of the README prints what its comments say", async (_, code) => {
  const words = ["--conditions=@coc-executions/source", "--input-type=module-typescript", "--eval", code];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { cwd: root });
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toEqual(
    [...code.matchAll(/^console\.log.* \/\/ (.*)$/gm)].map(([, said]) => said),
  );
});

test("the README's test for vitest is one that runs here", async () => {
  const code = await readFile(new URL("test/readme-vitest.test.ts", root), "utf8");
  expect(/^```ts vitest\n(.*?)^```$/ms.exec(readme)?.[1]).toBe(code);
});

test("the README lists every fixture", () => {
  for (const name of Object.keys(fixtures)) expect(readme).toContain(`\`${name}\``);
});

test.each([
  ["kind", () => createMockApi().fail(JSON.parse('{"kind":""}'))],
  ["Each key of the options", () => createMockApi(JSON.parse('{"":0}'))],
  ["Each key of unknowns", () => createMockApi(JSON.parse('{"unknowns":{"":0}}'))],
])("the README has a row for each name that the error for %s lists", (what, act) => {
  const names = /must be one of (.*), not "/.exec(messageOf(act))?.[1]?.replaceAll('"', "").split(", ") ?? [];
  expect(names.length, what).toBeGreaterThan(3);
  const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
  for (const name of names)
    expect(
      rows.some((row) => row.split("|")[1]?.includes(`\`${name}\``)),
      name,
    ).toBe(true);
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return "nothing was thrown";
}
