import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { execution, executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { afterEach, expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";

const credentials = { accessKeyId: "CLI-ACCESS-KEY", secretAccessKey: "cli-secret-access-key" };
const env = { HUAWEICLOUD_SDK_AK: credentials.accessKeyId, HUAWEICLOUD_SDK_SK: credentials.secretAccessKey };

const tickets = [
  execution({
    execution_id: "EX3",
    status: "Running",
    end_time: null,
    start_time: 1_751_374_905_000,
    document_name: "备份 a,b",
  }),
  execution({
    execution_id: "EX2",
    status: "Failed",
    start_time: 1_751_289_441_000,
    end_time: 1_751_293_046_000,
    type: "BATCH",
  }),
  execution({
    execution_id: "EX1",
    status: "Succeeded",
    start_time: 1_751_000_000_000,
    end_time: 1_751_000_009_000,
    type: "NORMAL",
  }),
];

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(list = tickets) {
  const server = await serveMockApi({ executions: list, credentials });
  servers.push(server);
  return server;
}

/** Runs `list` against a server of its own. */
async function list(...words: string[]) {
  const server = await serve();
  return { server, ...(await runCommand(["list", "--base-url", server.url, ...words], { env })) };
}

test("--demo reads the whole list of 718 and says on stderr that it is made up", async () => {
  const { code, stdout, stderr } = await runCommand(["list", "--demo", "--show", "20"]);
  expect(code).toBe(0);
  expect(stdout.split("\n")[0]).toMatch(/^execution id +job +status +type +start +duration +creator$/);
  expect(stdout.split("\n")[1]).toMatch(
    /^EX2025070121014xxxxxxx +test_document +Pending +NORMAL +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +COC-Script$/,
  );
  expect(stdout.split("\n")[2]).toMatch(
    /^EX2025063021172xxxxxxx +qweqwe +Succeeded +NORMAL +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +1m 10s +COC-Script$/,
  );
  expect(stdout.trimEnd().split("\n")).toHaveLength(21);
  expect(stderr).toMatch(/^Demo: these tickets are made up\./);
  expect(stderr).toMatch(/\n718 tickets \(the first 20 shown\), 8 pages read, \d+\.\d\d s\.\n/);
  expect(stderr).toContain("Next:");
});

test("without credentials it says what to set and names --demo", async () => {
  const { code, stdout, stderr } = await runCommand(["list", "--site", "china"], { env: { HOME: "/nowhere" } });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK must be set/);
  expect(stderr).toContain("--demo");
});

test("credentials may stand in the vendor's profile file", async () => {
  const home = await mkdtemp(join(tmpdir(), "coc-executions-"));
  await mkdir(join(home, ".huaweicloud"));
  const profile = `[basic]\nak = ${credentials.accessKeyId}\nsk = ${credentials.secretAccessKey}\n`;
  await writeFile(join(home, ".huaweicloud", "credentials"), profile);
  const server = await serve();
  const { code, stderr } = await runCommand(["list", "--base-url", server.url], { env: { HOME: home } });
  expect(stderr).toMatch(/3 tickets/);
  expect(code).toBe(0);
  await rm(home, { recursive: true });
});

test("an empty list reminds of the site, since a wrong one answers with nothing", async () => {
  const server = await serve([]);
  const { stderr } = await runCommand(["list", "--base-url", server.url], { env });
  expect(stderr).toContain("Check --site.");
});

test("json is one array of tickets as the wire sent them", async () => {
  const { code, stdout, stderr } = await list("--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(tickets);
  expect(stderr).toMatch(/^\n3 tickets, 1 page read, /);
});

test("an empty list is still JSON", async () => {
  const { stdout } = await list("--format", "json", "--status", "Canceled");
  expect(stdout).toBe("[]\n");
});

test("ndjson is a ticket a line", async () => {
  const { stdout } = await list("--format", "ndjson", "--fields", "execution_id,end_time");
  expect(stdout).toBe(
    '{"execution_id":"EX3","end_time":null}\n{"execution_id":"EX2","end_time":1751293046000}\n{"execution_id":"EX1","end_time":1751000009000}\n',
  );
});

test("csv quotes what needs it and writes null as nothing", async () => {
  const { stdout } = await list(
    "--format",
    "csv",
    "--fields",
    "execution_id,document_name,end_time,tags",
    "--max",
    "1",
  );
  expect(stdout).toBe('execution_id,document_name,end_time,tags\nEX3,"备份 a,b",,[]\n');
});

test("a table has the columns that were asked for, times readable", async () => {
  const { stdout } = await list("--fields", "execution_id,start_time", "--max", "1", "--utc");
  expect(stdout).toBe("execution_id  start_time\nEX3           2025-07-01 13:01:45\n");
});

test.each([
  [
    ["--status", "Failed", "--status", "Running"],
    ["EX3", "EX2"],
  ],
  [["--status", "Succeed"], ["EX1"]],
  [["--type", "BATCH"], ["EX2"]],
  [
    ["--since", "2025-06-30"],
    ["EX3", "EX2"],
  ],
  [["--since", "2025-07-01T13:01:45Z"], ["EX3"]],
  [
    ["--until", "2025-07-01T13:01:45Z"],
    ["EX2", "EX1"],
  ],
  [["--document-name", "备份"], ["EX3"]],
  [
    ["--max", "2"],
    ["EX3", "EX2"],
  ],
  [["--max", "0"], []],
])("%j lists %j", async (words, ids) => {
  const { stdout } = await list("--format", "json", ...words);
  expect((JSON.parse(stdout) as { execution_id: string }[]).map(({ execution_id }) => execution_id)).toEqual(ids);
});

test("filters are sent in the API's own words", async () => {
  const { server } = await list(
    ...[
      "--creator",
      "ops",
      "--document-id",
      "DM1",
      "--tag",
      "env=prod",
      "--tag",
      "team=核心",
      "--exclude-child-executions",
    ],
  );
  const url = new URL(server.calls[0]?.url ?? "", "http://mock");
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    creator: "ops",
    document_id: "DM1",
    tags: "env=prod,team=核心",
    exclude_child_executions: "true",
  });
});

test.each([
  [["list", "--status"], /--status/],
  [["list", "--demo", "--sincee", "24h"], /unknown option '--sincee'.*--since/s],
  [["list", "--demo", "--since", "24"], /--since.*'24'.*Use 90s/s],
  [["list", "--demo", "--until", "2025-07-01T12:00:00"], /--until/],
  [["list", "--demo", "--tag", "env"], /--tag.*'env'.*Use key=value/s],
  [["list", "--demo", "--tag", "a=b=c"], /--tag/],
  [["list", "--demo", "--format", "xml"], /--format.*'xml'.*table, json, ndjson, csv/s],
  [["list", "--demo", "--fields", "execution_id,duration"], /There is no field "duration"/],
  [["list", "--demo", "--max", "-1"], /--max.*integer/s],
  [["list", "--demo", "--creator", ""], /creator must be a non-empty string/],
  [["list", "--demo", "--since", "1h", "--until", "2h"], /--until must be later than --since/],
  [["list", "--demo", "--site", "china"], /Use only one of --demo and --site/],
  [["list", "--base-url", "https://coc.example", "--site", "china"], /Use only one of --site and --base-url/],
  [["list", "--site", "mars"], /--site.*'mars'.*china, international, europe/s],
  [["list", "--base-url", "coc.example"], /--base-url must be/],
  [["list"], /Say which service to ask: --site \(china, international, europe\) or --base-url/],
  [["lst"], /unknown command 'lst'/],
  [["list", "extra"], /too many arguments/],
  [[], /Usage: coc-executions/],
])("%j is wrong usage: nothing on stdout, no stack, exit code 2", async (words, message) => {
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("--help is data, and no mistake", async () => {
  const { code, stdout } = await runCommand(["list", "--help"]);
  expect(code).toBe(0);
  for (const option of ["--since", "--status", "--format", "--demo", "--site"]) expect(stdout).toContain(option);
});

test("a refusal of the service is exit code 1, in a sentence", async () => {
  const server = await serve();
  const wrong = { ...env, HUAWEICLOUD_SDK_SK: "another-secret" };
  const { code, stdout, stderr } = await runCommand(["list", "--base-url", server.url, "--format", "csv"], {
    env: wrong,
  });
  expect(code).toBe(1);
  expect(stdout).not.toContain("EX");
  expect(stderr).toMatch(/^coc-executions: GET \/v1\/executions failed: 401 APIGW\.0301 /m);
  expect(stderr).not.toContain("another-secret");
});

test("an interruption is exit code 130", async () => {
  const server = await serve();
  server.fail({ kind: "hang" });
  const controller = new AbortController();
  const outcome = runCommand(["list", "--base-url", server.url], { env, signal: controller.signal });
  while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  controller.abort();
  expect(await outcome).toMatchObject({ code: 130, stdout: "" });
});

test("a list longer than a pipe holds is written whole", async () => {
  const server = await serve(executions(3000, { seed: 1 }));
  const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const words = ["--conditions=@coc-executions/source", bin, "list", "--base-url", server.url, "--format", "ndjson"];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env, maxBuffer: 1e8 });
  expect(stdout.trimEnd().split("\n")).toHaveLength(3000);
});

test("a reader that has had enough is no error", async () => {
  const server = await serve(executions(3000, { seed: 1 }));
  const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const words = ["--conditions=@coc-executions/source", bin, "list", "--base-url", server.url, "--format", "ndjson"];
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = await once(child, "exit");
  expect([code, stderr]).toEqual([0, ""]);
});

test("an empty COC_BASE_URL and empty keys count as not set", async () => {
  const { code, stderr } = await runCommand(["list"], { env: { COC_BASE_URL: "", HUAWEICLOUD_SDK_AK: "" } });
  expect(code).toBe(2);
  expect(stderr).toMatch(/Say which service to ask/);
});

const esc = String.fromCharCode(27);
const evil = `a${esc}]52;c;aGk=${String.fromCharCode(7)}\u202eb\u2028${String.fromCharCode(0x9b)}2J\u007f`;

test.each(["table", "json", "ndjson", "csv"])(
  "nothing that the service sends reaches a terminal as a control sequence: %s",
  async (format) => {
    const hostile = [execution({ execution_id: evil, document_name: evil, status: evil, creator: evil })];
    const server = await serve(hostile);
    const words = ["list", "--base-url", server.url, "--format", format];
    const { stdout } = await runCommand(words, { env: { ...env, NO_COLOR: "1" }, isTerminal: true });
    expect(stdout).toMatch(/^[\x20-\x7e\n\r]*$/);
    if (format === "table") return;
    const { stdout: piped } = await runCommand(words, { env });
    if (format === "json") expect(JSON.parse(stdout)).toEqual(JSON.parse(piped));
  },
);

test("cells that a spreadsheet would run are raw, unless they are to be defused", async () => {
  const names = ["=1+1", "+1", "-1", "@a", "\tb", "plain"];
  const server = await serve(
    names.map((document_name, index) => execution({ execution_id: `EX${index}`, document_name })),
  );
  const words = ["list", "--base-url", server.url, "--format", "csv", "--fields", "document_name"];
  expect((await runCommand(words, { env })).stdout.split("\n")).toEqual(expect.arrayContaining(names));
  const { stdout } = await runCommand([...words, "--defuse-formulas"], { env });
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["'=1+1", "'+1", "'-1", "'@a", "'\tb", "plain"]));
});

test("one ticket is one ticket", async () => {
  const server = await serve(tickets.slice(0, 1));
  const { stderr } = await runCommand(["list", "--base-url", server.url], { env });
  expect(stderr).toMatch(/^\n1 ticket, 1 page read/m);
});

test("a full disk ends with a sentence", async () => {
  const words = [
    "--conditions=@coc-executions/source",
    fileURLToPath(new URL("../bin.ts", import.meta.url)),
    "list",
    "--demo",
  ];
  const child = spawn("sh", ["-c", `"$0" "$@" > /dev/full`, process.execPath, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(stderr).toMatch(/coc-executions: the output cannot be written: ENOSPC/);
});

test("a 10,000 characters long name takes no time in a table", async () => {
  const server = await serve([execution({ execution_id: "EX1", document_name: `${" ".repeat(10_000)}x` })]);
  const { code } = await runCommand(["list", "--base-url", server.url], { env });
  expect(code).toBe(0);
}, 5000);
