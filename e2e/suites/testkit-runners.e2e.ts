import { join } from "node:path";
import { expect, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { findCurl } from "../src/programs.ts";
import { run, runWell, startCommand } from "../src/run.ts";

// The oldest vitest 3 that is promised with the oldest MSW that goes with it, and the newest of each later major.
const pairs: [vitest: string, msw: string][] = [
  ["3.2.0", "2.4.9"],
  ["4.1.12", "2.15.0"],
  ["5.1.1", "3.0.5"],
];

test.each(pairs)("vitest %s: matchers and hooks, with their types, and MSW %s", async (vitest, msw) => {
  const cwd = await installConsumer("vitest", { vitest, msw });
  await runWell("npx", ["tsc"], { cwd });
  expect(await runWell("npx", ["vitest", "run"], { cwd })).toMatch(/Tests {2}3 passed \(3\)/);
});

test("node:test: the assertions without a framework, and what they say when they fail", async () => {
  const cwd = await installConsumer("node-test");
  expect(await runWell("node", ["--test"], { cwd })).toMatch(/pass 3\b/);
  const { code, stdout } = await run("node", ["--test", "fails.mjs"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("1 missing: EX");
});

test("jest: the mock and the assertions, as modules", async () => {
  const cwd = await installConsumer("jest");
  const { code, stderr } = await run("npx", ["jest"], { cwd, env: { NODE_OPTIONS: "--experimental-vm-modules" } });
  expect(stderr).toMatch(/Tests: +2 passed, 2 total/);
  expect(code).toBe(0);
});

test.each([
  ["as Node does it, from 24.9 on", "native.config.json", "--experimental-vm-modules"],
  ["transformed, on any Node", "transformed.config.json", ""],
])("jest: require, %s", async (_, config, options) => {
  const cwd = await installConsumer("jest-commonjs");
  const { code, stderr } = await run("npx", ["jest", "--config", config], { cwd, env: { NODE_OPTIONS: options } });
  expect(stderr).toMatch(/Tests: +2 passed, 2 total/);
  expect(code).toBe(0);
});

test("Bun's runner: client, mock, virtual clock and judge", async () => {
  const cwd = await installConsumer("bun-test");
  const { code, stderr } = await run("npx", ["bun", "test"], { cwd });
  expect(stderr).toMatch(/\b3 pass\n/);
  expect(code).toBe(0);
});

test("Deno's runner: client, mock, virtual clock and judge", async () => {
  const cwd = await installConsumer("deno-test");
  const words = ["deno", "test", "--no-check", "--allow-net=127.0.0.1", "--allow-env", "--allow-read"];
  expect(await runWell("npx", words, { cwd, env: { DENO_NO_UPDATE_CHECK: "1" } })).toMatch(/3 passed \| 0 failed/);
});

test.each(["jsdom", "happy-dom"])("vitest in %s: with the page's own AbortSignal", async (environment) => {
  const cwd = await installConsumer("dom");
  const words = ["vitest", "run", "--environment", environment];
  expect(await runWell("npx", words, { cwd })).toMatch(/Tests {2}5 passed \(5\)/);
});

test("the command is there after an install, and a plain HTTP tool reads from it", async () => {
  const cwd = await installConsumer("node-test");
  expect(await runWell("npx", ["coc-executions-mock", "--version"], { cwd })).toMatch(/^\d+\.\d+\.\d+\n$/);
  const mock = await startCommand(join(cwd, "node_modules/@coc-executions/testkit/dist/bin.js"), [
    "--count",
    "12",
    "--cors",
  ]);
  const page = await runWell(await findCurl(), ["--silent", "--fail", `${mock.url}/v1/executions?limit=5`], { cwd });
  expect(JSON.parse(page)).toMatchObject({ total: 12, data: { length: 5 } });
  expect(await mock.stop()).toBe(0);
});
