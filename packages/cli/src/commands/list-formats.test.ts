import { execution, executions } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";
import { spawnCommand } from "../../test/spawn-command.ts";

const tickets = [
  execution({ id: 10, execution_id: "EX3", status: "Running", start_time: 1_751_374_905_000, document_name: "b" }),
  execution({ id: 9, execution_id: "EX2", status: "Failed", start_time: 1_751_289_441_123, document_name: "a" }),
  execution({
    id: "9007199254740993",
    execution_id: "EX1",
    status: "Timeout",
    start_time: 1_751_000_000_000,
    document_name: "C",
  }),
];

async function list(...words: string[]) {
  const server = await serve(tickets);
  return { server, ...(await runCommand(["list", "--base-url", server.url, ...words], { env })) };
}

const idsIn = ({ stdout }: { stdout: string }) =>
  (JSON.parse(stdout) as { execution_id: string }[]).map(({ execution_id }) => execution_id);

test.each([
  [
    ["--status", "failed,TIMEOUT"],
    ["EX2", "EX1"],
  ],
  [
    ["--status", "running", "--status", "Failed"],
    ["EX3", "EX2"],
  ],
  [["-n", "1"], ["EX3"]],
  [
    ["--limit", "2"],
    ["EX3", "EX2"],
  ],
  [
    ["--sort", "start_time"],
    ["EX1", "EX2", "EX3"],
  ],
  [
    ["--sort", "-start_time"],
    ["EX3", "EX2", "EX1"],
  ],
  [
    ["--sort", "document_name"],
    ["EX2", "EX3", "EX1"],
  ],
  [
    ["--sort", "id"],
    ["EX2", "EX3", "EX1"],
  ],
  [["--sort", "-id", "--max", "1"], ["EX1"]],
  [
    ["--type", "normal"],
    ["EX3", "EX2", "EX1"],
  ],
])("%j lists %j", async (words, ids) => {
  expect(idsIn(await list("-o", "json", ...words))).toEqual(ids);
});

test("an unknown status is warned of with the nearest known, and looked for all the same", async () => {
  const { code, stderr, stdout } = await list("--status", "faled", "-o", "json");
  expect([code, stdout]).toEqual([0, "[]\n"]);
  expect(stderr).toContain('"faled" is no status that is known; the nearest is Failed.');
});

test("the hint of a wrong site comes only where nothing was read", async () => {
  expect((await list("--status", "canceled")).stderr).not.toContain("--site");
  const server = await serve([]);
  expect((await runCommand(["list", "--base-url", server.url], { env })).stderr).toContain("Check --site.");
});

test("--query is JMESPath, of the array or of each ticket; ids stay whole through it and through --sort", async () => {
  const byJson = await list("--query", "[?status=='Timeout'].{id: id, name: document_name}", "-o", "json");
  expect(JSON.parse(byJson.stdout)).toEqual([{ id: "9007199254740993", name: "C" }]);
  const byLine = await list("--query", "id", "-o", "ndjson", "--sort", "id");
  expect(byLine.stdout).toBe('9\n10\n"9007199254740993"\n');
  const wrong = await list("--query", "[?", "-o", "json");
  expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
  expect(wrong.stderr).toContain("--query is not JMESPath");
  expect((await list("--query", "x")).stderr).toContain("--query needs --format json or ndjson");
});

test("CSV with ISO times and a byte order mark, on request", async () => {
  const { stdout } = await list("-o", "csv", "--iso", "--bom", "--fields", "execution_id,start_time,end_time");
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "\ufeffexecution_id,start_time,end_time",
    "EX3,2025-07-01T13:01:45Z,",
    "EX2,2025-06-30T13:17:21.123Z,2025-06-30T13:18:51.123Z",
  ]);
});

test("an empty result is a heading, an array, a header, and a sentence on stderr", async () => {
  for (const [format, expected] of [
    ["json", "[]\n"],
    ["ndjson", ""],
    ["csv", "execution_id\n"],
  ] as const) {
    const fields = format === "csv" ? ["--fields", "execution_id"] : [];
    const { code, stdout, stderr } = await list("-o", format, "--creator", "nobody", ...fields);
    expect([code, stdout]).toEqual([0, expected]);
    expect(stderr).toMatch(/^\n0 tickets, \d pages? read/m);
  }
});

test.each([
  ["UTC", [], "2025-07-01 13:01:45"],
  ["Asia/Shanghai", [], "2025-07-01 21:01:45"],
  ["America/New_York", [], "2025-07-01 09:01:45"],
  ["America/New_York", ["--utc"], "2025-07-01 13:01:45"],
  ["America/New_York", ["--iso"], "2025-07-01T13:01:45Z"],
])("times in %s with %j", async (TZ, words, time) => {
  const server = await serve(tickets);
  const { ended } = spawnCommand(["list", "--base-url", server.url, "-n", "1", ...words], { ...env, TZ });
  expect((await ended).stdout).toContain(` ${time}`);
});

test("--since 1d means 24 hours, also across the change to summer time", async () => {
  const server = await serve([]);
  const words = ["list", "--base-url", server.url, "--since", "1d"];
  await spawnCommand(words, { ...env, TZ: "Europe/Berlin" }).ended;
  const asked = server.calls[0]?.query.start_time ?? 0;
  expect(Math.abs(Date.now() - 86_400_000 - asked)).toBeLessThan(60_000);
});

test("errors are data with JSON, one line, the last of stderr", async () => {
  const server = await serve(tickets);
  const words = ["list", "--base-url", server.url, "--format", "json"];
  server.fail({ kind: "status", status: 403 });
  const refused = await runCommand(words, { env });
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(JSON.parse(refused.stderr)).toEqual({
    code: "api_error",
    message: expect.stringContaining("APIGW.0302"),
    requestId: server.calls[0]?.requestId,
    retryable: false,
    next: "Ask an administrator for the permission that the message names.",
  });
  const usage = await runCommand(["list", "-ondjson", "--max", "x"], { env });
  expect(usage.code).toBe(2);
  expect(JSON.parse(usage.stderr)).toMatchObject({ code: "usage", message: expect.stringContaining("--max") });
});

test("the advice is in the command's own words", async () => {
  const server = await serve(tickets);
  server.fail({ kind: "throttled", times: 9 });
  const { stderr } = await runCommand(["list", "--base-url", server.url], { env });
  expect(stderr).toContain("Try again later, and narrow the list with --since or --document-id.");
  expect(stderr).not.toMatch(/maxConcurrency|requestsPerSecond|checkpoint/);
});

test("--verbose tells each request and retry, and nothing secret", async () => {
  const server = await serve(tickets);
  server.fail({ kind: "status", status: 502 });
  const { stderr } = await runCommand(["list", "--base-url", server.url, "--verbose"], { env });
  expect(stderr).toMatch(
    /^GET \/v1\/executions\?offset=0&limit=100: 502, APIGW\.0201, \d+ ms, request id [0-9a-f]{32}$/m,
  );
  expect(stderr).toMatch(/^retrying in [\d.]+ s: APIGW\.0201$/m);
  expect(stderr).not.toContain(env.HUAWEICLOUD_SDK_SK);
  expect(stderr).not.toContain(env.HUAWEICLOUD_SDK_AK);
});

test("--demo has something of the last day", async () => {
  const { stdout } = await runCommand(["list", "--demo", "--since", "24h", "-o", "json"]);
  expect(idsIn({ stdout }).length).toBeGreaterThan(5);
});

test("a table of 3000 tickets begins before the list has ended", async () => {
  const server = await serve(executions(3000), { latency: 30 });
  const { child, ended } = spawnCommand(["list", "--base-url", server.url], env);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  expect(server.calls.length).toBeLessThan(15);
  expect((await ended).stdout.split("\n")).toHaveLength(3002);
});
