import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execution, executions } from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";
import { spawnCommand } from "../../test/spawn-command.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stats-"));
});
afterEach(() => rm(folder, { recursive: true }));

const list = executions(2500, { seed: 11 });

/** The figures by another way: all rows in memory, filtered and sorted anew for each. */
function golden(tickets: readonly Execution[]) {
  const ended = tickets.filter(({ status }) => /^(Succeed|Succeeded|Failed|Timeout|Canceled)$/.test(status ?? ""));
  const succeeded = ended.filter(({ status }) => status?.startsWith("Succeed")).length;
  const durations = ended.map(({ start_time = 0, end_time }) => (end_time ?? 0) - start_time).sort((a, b) => a - b);
  // percentile_cont: the weighted mean of the two rows around 1 + p × (n - 1).
  const percentile = (p: number) => {
    const place = 1 + p * (durations.length - 1);
    const [below, above] = [durations[Math.floor(place) - 1] ?? 0, durations[Math.ceil(place) - 1] ?? 0];
    return below * (1 - (place % 1)) + above * (place % 1);
  };
  const success_rate = ended.length === 0 ? null : succeeded / ended.length;
  const [median_ms, p90_ms, p99_ms] = [0.5, 0.9, 0.99].map((p) => (durations.length === 0 ? null : percentile(p)));
  return { count: tickets.length, ended: ended.length, succeeded, success_rate, median_ms, p90_ms, p99_ms };
}

async function stats(...words: string[]) {
  const server = await serve(list);
  const outcome = await runCommand(["stats", "--base-url", server.url, "--utc", ...words], { env });
  return { server, ...outcome };
}

const day = ({ start_time = 0 }: Execution) => new Date(start_time).toISOString().slice(0, 10);
const hour = ({ start_time = 0 }: Execution) =>
  `${new Date(start_time).toISOString().slice(0, 13).replace("T", " ")}:00`;
const keys: [by: string, key: (execution: Execution) => (string | undefined)[]][] = [
  ["status", ({ status }) => [status]],
  ["type", ({ type }) => [type]],
  ["creator", ({ creator }) => [creator]],
  ["document_name", ({ document_name }) => [document_name]],
  ["day", (ticket) => [day(ticket)]],
  ["hour", (ticket) => [hour(ticket)]],
  ["document_name,day", (ticket) => [ticket.document_name, day(ticket)]],
];

test.each(keys)("by %s, as computed by another way", async (by, keyOf) => {
  const { code, stdout } = await stats("--by", by, "--format", "json");
  expect(code).toBe(0);
  const { groups, total } = JSON.parse(stdout);
  const close = (figures: object) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [
        name,
        typeof value === "number" ? expect.closeTo(value, 6) : value,
      ]),
    );
  expect(total).toEqual(close(golden(list)));
  const wanted = new Map<string, Execution[]>();
  for (const ticket of list) {
    const key = JSON.stringify(keyOf(ticket));
    wanted.set(key, [...(wanted.get(key) ?? []), ticket]);
  }
  expect(groups).toHaveLength(wanted.size);
  for (const group of groups) {
    const { count, ended, succeeded, success_rate, median_ms, p90_ms, p99_ms, ...names } = group;
    const rows = wanted.get(JSON.stringify(by.split(",").map((name) => names[name]))) ?? [];
    const figures = { count, ended, succeeded, success_rate, median_ms, p90_ms, p99_ms };
    expect(figures, JSON.stringify(names)).toEqual(close(golden(rows)));
  }
});

test("days are in their order, other groups by how much there is", async () => {
  const byDay = JSON.parse((await stats("--by", "day", "--format", "json")).stdout);
  const days = byDay.groups.map((group: { day: string }) => group.day);
  expect(days).toEqual([...days].sort());
  const byJob = JSON.parse((await stats("--by", "document_name", "--format", "json")).stdout);
  const counts = byJob.groups.map(({ count }: { count: number }) => count);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
});

test("a file that was exported gives the same as the service, and so does stdin", async () => {
  const { server, stdout } = await stats("--by", "creator", "--format", "json");
  const file = join(folder, "all.ndjson");
  await runCommand(["export", "--base-url", server.url, "--out", file], { env });
  const fromFile = await runCommand(["stats", "--in", file, "--by", "creator", "--format", "json"]);
  expect(fromFile.stdout).toBe(stdout);
});

test("the filters that are applied here apply to a file too; those of the service are refused", async () => {
  const file = join(folder, "some.ndjson");
  const since = new Date(list[100]?.start_time ?? 0).toISOString();
  await writeFile(file, `${list.map((ticket) => JSON.stringify(ticket)).join("\n")}\n\n`);
  const words = ["stats", "--in", file, "--format", "json"];
  const recent = await runCommand([...words, "--since", since, "--status", "failed"]);
  const wanted = list.filter((ticket) => (ticket.start_time ?? 0) >= Date.parse(since) && ticket.status === "Failed");
  expect(JSON.parse(recent.stdout).total.count).toBe(wanted.length);
  const refused = await runCommand([...words, "--creator", "x"]);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
});

test("CSV has a group a line, and what is not known is empty", async () => {
  const server = await serve([execution({ status: "Running", creator: "a,b" })]);
  const { stdout } = await runCommand(["stats", "--base-url", server.url, "--by", "creator", "-o", "csv"], { env });
  expect(parse(stdout, { columns: true })).toEqual([
    { creator: "a,b", count: "1", ended: "0", succeeded: "0", success_rate: "", median_ms: "", p90_ms: "", p99_ms: "" },
  ]);
});

test("the table has bars, and nothing that a terminal would obey", async () => {
  const server = await serve([
    execution({ creator: "a\u001b[2J" }),
    execution({ id: 2, creator: "备份" }),
    execution({ id: 3, creator: "备份" }),
  ]);
  const words = ["stats", "--base-url", server.url, "--by", "creator"];
  const { stdout } = await runCommand(words, { env });
  expect(stdout.split("\n").slice(1, 3)).toEqual([
    "备份            2   100.0%  1m 30s  1m 30s  1m 30s  ████████████████████",
    "a\\u001b[2J      1   100.0%  1m 30s  1m 30s  1m 30s  ██████████",
  ]);
});

test.each([
  ["Europe/Berlin", "2025-03-30T00:30:00Z", "2025-03-30", "2025-03-30 01:00"],
  ["Europe/Berlin", "2025-03-30T01:30:00Z", "2025-03-30", "2025-03-30 03:00"],
  ["America/New_York", "2025-11-02T03:59:00Z", "2025-11-01", "2025-11-01 23:00"],
  ["Asia/Shanghai", "2025-07-01T16:00:00Z", "2025-07-02", "2025-07-02 00:00"],
])("in %s, %s is of the day %s", async (TZ, time, wantedDay, wantedHour) => {
  const file = join(folder, "one.ndjson");
  await writeFile(file, JSON.stringify(execution({ start_time: Date.parse(time) })));
  const { stdout } = await spawnCommand(["stats", "--in", file, "--by", "day,hour", "-o", "json"], { TZ }).ended;
  expect(JSON.parse(stdout).groups).toMatchObject([{ day: wantedDay, hour: wantedHour }]);
});

test.each([
  [["stats", "--demo", "--by", "colour"], /there is no "colour"\. Use status, type,/],
  [["stats", "--demo", "--by", "day,hour,type"], /one or two names/],
  [["stats", "--demo", "--by", "day,day"], /names day twice/],
])("%j is wrong usage", async (words, message) => {
  const { code, stdout, stderr } = await runCommand(words);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});

test("a line that is no ticket is named, and a file that is missing ends with a sentence", async () => {
  const file = join(folder, "bad.ndjson");
  await writeFile(file, '{"execution_id":"EX1"}\n{"execution_id":"EX2"\n');
  const bad = await runCommand(["stats", "--in", file]);
  expect(bad.code).toBe(2);
  expect(bad.stderr).toContain(`Line 2 of ${file} is no ticket.`);
  const missing = await runCommand(["stats", "--in", join(folder, "none")]);
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain("ENOENT");
});
