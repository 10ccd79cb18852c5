import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { fixtures } from "../src/data/fixtures.ts";
import { createMockApi } from "../src/mock-api/create-mock-api.ts";

const root = new URL("..", import.meta.url);
const readme = await readFile(new URL("README.md", root), "utf8");
const blocks = [...readme.matchAll(/^```ts(?: msw)?\n(.*?)^```$/gms)].map(
  ([, code = ""], index): [number: number, code: string] => [index + 1, code],
);

// Where the blocks can import what this package can.
const folder = await mkdtemp(fileURLToPath(new URL("test/.blocks-", root)));
afterAll(() => rm(folder, { recursive: true }));

test.each(blocks)("block %d of the README prints what its comments say", async (number, code) => {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...words) => void printed.push(...format(...words).split("\n")));
  const file = join(folder, `${number}.ts`);
  await writeFile(file, code);
  await import(file);
  expect(printed).toEqual([...code.matchAll(/^console\.log.* \/\/ (.*)$/gm)].map(([, said]) => said));
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
