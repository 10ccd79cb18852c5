import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { executions } from "../src/data/executions.ts";
import { fixtures } from "../src/data/fixtures.ts";
import { serveMockApi } from "../src/transports/serve-mock-api.ts";

const bin = new URL("../src/bin.ts", import.meta.url).pathname;
const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function start(words: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--conditions=@coc-executions/source", bin, ...words], {
    env: { ...process.env, ...environment },
  });
  running.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  const url = async () => {
    while (!output.stdout.includes("\n")) await new Promise((resolve) => child.stdout.once("data", resolve));
    return output.stdout.trim();
  };
  return { child, output, exit, url };
}

async function writeData(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coc-executions-mock-"));
  folders.push(folder);
  await writeFile(join(folder, "tickets"), text);
  return join(folder, "tickets");
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "prints its URL, tells each call in a line, and ends well on %s",
  async (signal) => {
    const { child, output, exit, url } = start(["--count", "12", "--seed", "7", "--faults", '{"kind":"throttled"}']);
    const list = `${await url()}/v1/executions?limit=100`;
    expect((await fetch(list)).status).toBe(429);
    expect(await (await fetch(list)).json()).toEqual({ data: executions(12, { seed: 7 }), total: 12 });
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(output.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(output.stderr.split("\n")).toEqual([
      expect.stringMatching(/^1 GET \/v1\/executions\?limit=100 \(fault: throttled\): 429, APIGW\.0308 /),
      "2 GET /v1/executions?limit=100 (attempt 2): 200, 12 of 12 tickets",
      "",
    ]);
  },
);

test("is driven from outside, where it is asked to be", async () => {
  const { child, exit, url } = start(["--count", "12", "--control", "--control-allow", "mock"]);
  const [, api, control] = /^(http:\S+)\ncontrol (http:\S+)$/.exec(await url()) ?? [];
  const headers = { "content-type": "application/json" };
  await fetch(`${control}/faults`, { method: "POST", headers, body: '{"kind":"throttled"}' });
  expect((await fetch(`${api}/v1/executions`)).status).toBe(429);
  expect((await fetch(`${control}/executions`, { method: "PUT", headers, body: "[]" })).status).toBe(204);
  expect(await (await fetch(`${api}/v1/executions`)).json()).toEqual({ data: [], total: 0 });
  expect(await (await fetch(`${control}/calls/wait?count=2`)).json()).toEqual({ calls: 2, reached: true });
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});

test("records what another mock answers, and replays it and its tickets", async () => {
  const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
  const upstream = await serveMockApi({ executions: executions(12), credentials });
  const file = `${await writeData("")}.ndjson`;
  const key = { COC_MOCK_ACCESS_KEY_ID: "AccessKey", COC_MOCK_SECRET_ACCESS_KEY: "SecretKey" };
  const recorder = start(["--record", file, "--upstream", upstream.url], key);
  const live = await (await fetch(`${await recorder.url()}/v1/executions?limit=100`)).json();
  expect(live).toEqual({ data: executions(12), total: 12 });
  recorder.child.kill("SIGTERM");
  expect(await recorder.exit).toBe(0);
  await upstream.close();

  const replay = start(["--replay", file]);
  const replayed = await (await fetch(`${await replay.url()}/v1/executions?limit=100`)).json();
  expect(replayed.total).toBe(12);
  expect(replayed.data.map(({ status }: { status: string }) => status)).toEqual(
    executions(12).map(({ status }) => status),
  );
  const mock = start(["--data", file.replace(".ndjson", ".tickets.ndjson")]);
  expect((await (await fetch(`${await mock.url()}/v1/executions?limit=100`)).json()).data).toEqual(replayed.data);

  const again = start(["--record", file, "--upstream", upstream.url], key);
  expect(await again.exit).toBe(1);
  expect(again.output.stderr).toBe(`coc-executions-mock: ${file} is there already. Give another file, or remove it.\n`);
});

test("serves a file that was exported, and checks who calls", async () => {
  const data = await writeData(fixtures.vendorExample.map((ticket) => `${JSON.stringify(ticket)}\n`).join(""));
  const { url } = start(["--data", data, "--cors"], { COC_MOCK_TOKEN: "secret" });
  const list = `${await url()}/v1/executions`;
  expect((await fetch(list)).status).toBe(401);
  const response = await fetch(list, { headers: { "x-auth-token": "secret" } });
  expect(await response.json()).toEqual({ data: fixtures.vendorExample, total: 2 });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

test("lets a list live whose newest ticket starts now", async () => {
  const { url } = start(["--count", "3", "--simulate", "--starts-per-hour", "1000000"]);
  const list = `${await url()}/v1/executions`;
  const total = async () => (await (await fetch(list)).json()).total;
  while ((await total()) < 5) await new Promise((resolve) => setTimeout(resolve, 2));
  const { data } = await (await fetch(list)).json();
  expect(Date.now() - data[0].start_time).toBeLessThan(60_000);
});

test("prints its help and its version", async () => {
  const [help, version] = [start(["--help"]), start(["--version"])];
  expect([await help.exit, await version.exit]).toEqual([0, 0]);
  expect(help.output.stdout).toContain("Usage: coc-executions-mock [options]");
  expect(version.output.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("refuses a port in use, with exit code 1", async () => {
  const server = await serveMockApi();
  const { port } = new URL(server.url);
  const { exit, output } = start(["--port", port]);
  expect(await exit).toBe(1);
  expect(output).toEqual({
    stdout: "",
    stderr: `coc-executions-mock: port ${port} is in use on 127.0.0.1. Give another, or 0 for any free one.\n`,
  });
  await server.close();
});

test("refuses words and data with exit code 2, and nothing on stdout", async () => {
  const data = await writeData('{"execution_id":"EX1"}\n{"execution_id":"EX2","start_time":"x"}\n');
  const refused = [start(["--prot"]), start(["--data", data]), start(["--data", `${data}.none`])];
  expect(await Promise.all(refused.map(({ exit }) => exit))).toEqual([2, 2, 2]);
  expect(refused.map(({ output }) => output.stdout)).toEqual(["", "", ""]);
  expect(refused.map(({ output }) => output.stderr)).toEqual([
    "coc-executions-mock: Unknown option '--prot'\n",
    `coc-executions-mock: ${data}:2: execution.start_time must be an integer, not "x".\n`,
    expect.stringContaining(`${data}.none cannot be read. ENOENT`),
  ]);
});
