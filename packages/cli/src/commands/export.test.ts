import { appendFile, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execution, executions } from "@coc-executions/testkit";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";
import { spawnCommand } from "../../test/spawn-command.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
});
afterEach(() => rm(folder, { recursive: true }));

const list = executions(1234, { seed: 3 });
const idsOf = async (file: string) =>
  (await readFile(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line): string => JSON.parse(line).execution_id);
const receiptOf = async (file: string) => JSON.parse(await readFile(`${file}.receipt.json`, "utf8"));

async function start(options: Parameters<typeof serve>[1] = {}, tickets = list) {
  const server = await serve(tickets, options);
  const file = join(folder, "tickets.ndjson");
  const words = ["export", "--base-url", server.url, "--out", file];
  const run = (...more: string[]) => runCommand([...words, ...more], { env });
  return { server, file, words, run };
}

test("writes every ticket and, beside it, the receipt; nothing on stdout, no lock left", async () => {
  const { file, run } = await start();
  const { code, stdout, stderr } = await run();
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toBe(`1234 tickets in ${file}, receipt in ${file}.receipt.json.\n`);
  expect(await idsOf(file)).toEqual(list.map(({ execution_id }) => execution_id));
  expect(await receiptOf(file)).toMatchObject({
    ...{ version: 1, complete: true, rows: 1234, bytes: (await stat(file)).size },
    receipt: { complete: true, rows: 1234 },
  });
  expect(await readdir(folder)).toEqual(["tickets.ndjson", "tickets.ndjson.receipt.json"]);
});

test("CSV by the ending of the file, with what was asked for", async () => {
  const tickets = [execution({ execution_id: "EX1", document_name: '=a,\n"b"', start_time: 1_751_374_905_000 })];
  const { server } = await start({}, tickets);
  const file = join(folder, "tickets.csv");
  const fields = ["--fields", "execution_id,document_name,start_time"];
  const words = ["export", "--base-url", server.url, "--out", file, ...fields, "--iso", "--bom", "--defuse-formulas"];
  expect((await runCommand(words, { env })).code).toBe(0);
  expect(await readFile(file, "utf8")).toBe(
    '\ufeffexecution_id,document_name,start_time\nEX1,"\'=a,\n""b""",2025-07-01T13:01:45Z\n',
  );
});

test("a file is never written over unless that is said", async () => {
  const { file, run } = await start();
  await writeFile(file, "mine\n");
  const refused = await run();
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(
    "is there. Use --resume to go on with it, --force to write over it, or another file.",
  );
  const resumed = await run("--resume");
  expect(resumed.code).toBe(2);
  expect(resumed.stderr).toContain("has no receipt");
  expect(await readFile(file, "utf8")).toBe("mine\n");
  expect((await run("--force")).code).toBe(0);
  expect(await idsOf(file)).toHaveLength(1234);
});

test("--resume begins where there is no file, and changes nothing where it is whole", async () => {
  const { file, run, server } = await start();
  expect((await run("--resume")).code).toBe(0);
  const before = [await readFile(file, "utf8"), await readFile(`${file}.receipt.json`, "utf8")];
  const calls = server.calls.length;
  const { code, stderr } = await run("--resume");
  expect(code).toBe(0);
  expect(stderr).toMatch(/is whole: 1234 tickets, exported at .+\. Nothing was changed\./);
  expect([await readFile(file, "utf8"), await readFile(`${file}.receipt.json`, "utf8")]).toEqual(before);
  expect(server.calls).toHaveLength(calls);
});

test.each([
  [["--creator", "x"], /was exported with creator null, not "x"/],
  [["--format", "csv"], /was exported with format "ndjson", not "csv"/],
  [["--fields", "execution_id"], /was exported with fields null, not \["execution_id"\]/],
  [["--since", "24h"], /was exported with since null, not "24h"/],
])("a file of another filter is refused by name: %j", async (more, message) => {
  const { run } = await start();
  await run();
  const { code, stderr } = await run("--resume", ...more);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("a file that somebody has cut is refused", async () => {
  const { file, run } = await start();
  await run();
  const sidecar = await receiptOf(file);
  await writeFile(`${file}.receipt.json`, JSON.stringify({ ...sidecar, complete: false }));
  await truncate(file, 100);
  const { code, stderr } = await run("--resume");
  expect(code).toBe(2);
  expect(stderr).toContain("somebody has changed it");
});

test("two exports to one file at once: the second is refused; a lock that a kill has left is not", async () => {
  const { file, run } = await start();
  await writeFile(`${file}.lock`, `${process.ppid}\n`);
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr).toContain(`Process ${process.ppid} is exporting to ${file}`);
  await writeFile(`${file}.lock`, "999999999\n");
  expect((await run()).code).toBe(0);
});

test.each([["ndjson"], ["csv"]])(
  "killed again and again, %s comes whole: none lost, torn or twice",
  async (format) => {
    const { server } = await start({ latency: 60, unknowns: { maxLimit: 50 } }, executions(3000, { seed: 9 }));
    const file = join(folder, `tickets.${format}`);
    const words = ["export", "--base-url", server.url, "--out", file, "--resume"];
    let kills = 0;
    for (;;) {
      const { child, ended } = spawnCommand(words, env);
      const timer = setTimeout(() => child.kill("SIGKILL"), 300 + 350 * kills);
      const { code, stderr } = await ended;
      clearTimeout(timer);
      if (code === 0) break;
      expect([code, stderr.includes("    at ")]).toEqual([null, false]);
      if (++kills === 2)
        server.executions.add(...executions(5, { seed: 77, newest: Date.UTC(2026, 1, 1), newestId: 99 }));
    }
    expect(kills).toBeGreaterThan(1);
    const text = await readFile(file, "utf8");
    const ids: string[] =
      format === "csv"
        ? parse<{ execution_id: string }>(text, { columns: true }).map((row) => row.execution_id)
        : await idsOf(file);
    expect(new Set(ids).size).toBe(ids.length);
    const stable = executions(3000, { seed: 9 }).map(({ execution_id }) => execution_id);
    expect(stable.filter((id) => !ids.includes(id))).toEqual([]);
  },
  60_000,
);

test("torn within a line or a character, and with the receipt of an earlier moment, it goes on from the receipt", async () => {
  const { file, run, server } = await start();
  await run();
  const whole = await receiptOf(file);
  const lines = (await readFile(file, "utf8")).split("\n").slice(0, 300);
  const bytes = Buffer.byteLength(`${lines.join("\n")}\n`);
  const ids = lines.map((line): string => JSON.parse(line).execution_id);
  const checkpoint = { ...whole.checkpoint, offset: 299, anchors: ids.slice(-96), done: false, loaded: 300 };
  await truncate(file, bytes);
  await appendFile(file, Buffer.concat([Buffer.from('{"execution_id":"torn'), Buffer.from("备").subarray(0, 2)]));
  await writeFile(`${file}.receipt.json`, JSON.stringify({ ...whole, complete: false, rows: 300, bytes, checkpoint }));
  server.executions.add(execution({ id: 1, execution_id: "EX-new", start_time: Date.UTC(2026, 0, 1) }));
  const { code, stderr } = await run("--resume");
  expect([code, stderr.split("\n")[0]]).toEqual([0, "Going on after 300 tickets."]);
  expect(await idsOf(file)).toEqual(list.map(({ execution_id }) => execution_id));
});

test("an interruption ends with 130, and says how to go on", async () => {
  const { file, words } = await start({ latency: 20, unknowns: { maxLimit: 20 } });
  const { child, ended } = spawnCommand(words, env);
  while (
    !(await stat(file).then(
      ({ size }) => size > 0,
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGINT");
  const { code, stderr, stdout } = await ended;
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr).toMatch(/Interrupted after \d+ tickets\. Go on with the same command and --resume\./);
  expect((await runCommand([...words, "--resume"], { env })).code).toBe(0);
  expect(await idsOf(file)).toHaveLength(1234);
});

test("a full disk ends with a sentence", async () => {
  const { words, file } = await start();
  await symlink("/dev/full", file);
  const { code, stderr } = await runCommand([...words, "--force"], { env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/ENOSPC.* Make room, or write to another file/);
});

test("a folder that is missing ends with a sentence", async () => {
  const { words } = await start();
  const { code, stderr } = await runCommand([...words.slice(0, -1), join(folder, "no/such/file")], { env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/ENOENT/);
});
