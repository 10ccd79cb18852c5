import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { overlappingWindows, plainLoop } from "../../test/listers.ts";
import { commandListing } from "./command-listing.ts";
import { type ConformanceOptions, conformance } from "./conformance.ts";
import type { ListingTarget } from "./listing.ts";
import type { Verdict } from "./report.ts";
import { SCENARIO_NAMES } from "./scenarios.ts";

async function verdictsOf(...given: Parameters<typeof conformance>): Promise<Map<string, Verdict>> {
  const { results } = await conformance(...given);
  return new Map(results.map(({ name, verdict }) => [name, verdict]));
}

test("a lister that overlaps its windows and asks again is told what it still loses", async () => {
  const { results, passed, text } = await conformance(overlappingWindows, { timeLimit: 4000 });
  const failed = results.filter((result) => !result.passed).map(({ name, verdict }) => `${name}: ${verdict}`);
  expect(failed).toEqual(["empty for ever: lost", "depth empty: lost", "history 5: lost", "history 14: lost"]);
  expect(passed).toBe(false);
  expect(results.map(({ name }) => name)).toEqual([
    ...SCENARIO_NAMES,
    ...Array.from({ length: 30 }, (_, index) => `history ${index + 1}`),
  ]);
  const untried = results.filter(({ verdict }) => verdict === "not tried").map(({ name, error }) => [name, error]);
  const noCheckpoint = "TypeError: What the listing returned has no checkpoint(), so that it cannot be continued.";
  expect(untried).toEqual([
    ["resumed", noCheckpoint],
    ["resumed again and again", noCheckpoint],
    ["resumed while rows come and go", noCheckpoint],
    ["key changes", "TypeError: It needs the option credentials."],
  ]);
  expect(text).toMatch(/\n\n76 of 80 as wanted, 4 not tried$/);
});

test("a history that does not pass is told by the smallest one that does not either, and can be run again by its seed", async () => {
  const { results, text } = await conformance(overlappingWindows, { only: [], histories: 1, seed: 14 });
  expect(results).toMatchObject([
    {
      name: "history 14",
      verdict: "lost",
      lost: 1,
      smallest: ["9 tickets, at most 8 an answer", "answer 2 holds no tickets"],
    },
  ]);
  expect(text).toContain(
    "history 14, lost by as little as this:\n    9 tickets, at most 8 an answer\n    answer 2 holds no tickets\n\n0 of 1 as wanted",
  );
  const [again] = (await conformance(overlappingWindows, { only: [], histories: 1, seed: 14 })).results;
  expect(again).toEqual(results[0]);
});

test("what has a checkpoint is left and continued from it, in the middle of pages too", async () => {
  const starts: number[] = [];
  function listing({ fetch, from }: ListingTarget) {
    let count = from === undefined ? 0 : JSON.parse(from).count;
    starts.push(count);
    const rows = (async function* () {
      const page = async () => (await fetch(`https://coc.example/v1/executions?limit=100&offset=${count}`)).json();
      for (let { data } = await page(); data.length > 0; { data } = await page()) {
        for (const row of data) {
          count++;
          yield row;
        }
      }
    })();
    return Object.assign(rows, { checkpoint: () => ({ count }) });
  }
  const { results } = await conformance(listing, {
    only: ["resumed", "resumed again and again", "resumed while rows come and go"],
    concurrency: 1,
  });
  expect(results.map(({ verdict }) => verdict)).toEqual(["exact", "exact", "repeated"]);
  // Four windows of 100, then one that is empty: left once at each of the first four, and at none in the last run.
  expect(starts.slice(0, 9)).toEqual([0, 1, 0, 101, 0, 201, 0, 301, 0]);
  expect(starts.slice(9, 14)).toEqual([0, 1, 50, 100, 151]);
  expect(results[2]?.smallest).toEqual([
    expect.stringMatching(/^left at answer \d, and continued from its checkpoint$/),
  ]);
});

test("a key that changes in the middle is asked for anew, or refused", async () => {
  const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
  const keys: (string | undefined)[] = [];
  const listing = async function* ({ credentials: current }: ListingTarget) {
    keys.push(current?.accessKeyId);
    yield { execution_id: "EX1" };
  };
  const { results } = await conformance(listing, { only: ["key changes"], credentials });
  expect(results).toMatchObject([{ verdict: "lost" }]);
  expect(keys).toEqual(["AccessKey"]);
  expect(credentials).toEqual({ accessKeyId: "AccessKey", secretAccessKey: "SecretKey" });
});

test("a program in any language is judged by the ids that it prints", async () => {
  const program = (script: string) => commandListing(process.execPath, ["-e", script]);
  const pages = `
    (async () => {
      for (let offset = 0, total = 1; offset < total; offset += 50) {
        const response = await fetch(process.env.COC_BASE_URL + "/v1/executions?limit=50&offset=" + offset);
        const page = await response.json();
        total = page.total;
        for (const { execution_id } of page.data) console.log(execution_id);
      }
    })();`;
  const only = ["quiet list", "rows removed", "refused"];
  expect([...(await verdictsOf(program(pages), { only })).values()]).toEqual(["exact", "lost", "error"]);
  const fails = program('console.log("EX1"); console.error("out of luck"); process.exitCode = 3;');
  expect((await conformance(fails, { only: ["quiet list"] })).results).toMatchObject([
    { verdict: "error", lost: 317, error: `Error: ${process.execPath} ended with 3: out of luck` },
  ]);
  const hangs = program('console.log("EX1"); setInterval(() => undefined, 1000);');
  expect((await conformance(hangs, { only: ["quiet list"], timeLimit: 500 })).results).toMatchObject([
    { verdict: "hung" },
  ]);
  const missing = commandListing("no-such-program-here");
  expect((await conformance(missing, { only: ["quiet list"] })).results).toMatchObject([
    { verdict: "error", error: "Error: spawn no-such-program-here ENOENT" },
  ]);
});

test("tells a program its folder, its key and where to read from", async () => {
  const script = `
    const { COC_BASE_URL, HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, EXTRA } = process.env;
    console.log([process.cwd(), process.argv[1] === COC_BASE_URL, HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, EXTRA].join());`;
  const words = ["-e", script, "{baseUrl}"];
  const listing = commandListing(process.execPath, words, { cwd: import.meta.dirname, env: { EXTRA: "more" } });
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const said: string[] = [];
  await conformance(
    async (target) => {
      for await (const { execution_id } of await listing(target)) said.push(execution_id);
      return [];
    },
    { only: ["no tickets"], credentials },
  );
  expect(said).toEqual([`${import.meta.dirname},true,a,b,more`]);
});

test.each<[unknown[], string]>([
  [[""], 'command must be a non-empty string, not "".'],
  [["x", "y"], 'words must be an array of texts, not "y".'],
  [["x", [], { shell: true }], 'Each key of the options of commandListing() must be one of cwd, env, not "shell".'],
])("refuses the command %j", (given, message) => {
  expect(() => Reflect.apply(commandListing, undefined, given)).toThrow(new TypeError(message));
});

test("the plain loop loses, repeats, hangs and gives up", async () => {
  const verdicts = await verdictsOf(plainLoop, { timeLimit: 2000 });
  expect(Object.fromEntries(verdicts)).toMatchObject({
    "quiet list": "exact",
    "rows added": "repeated",
    "rows removed": "lost",
    "rows come and go": "repeated",
    "clamped limit": "lost",
    "total missing": "lost",
    "ignored offset": "lost",
    "empty window": "lost",
    throttled: "error",
    "reset in body": "error",
    "truncated JSON": "error",
    hang: "hung",
    "hang in body": "hung",
    "HTML for ever": "error",
  });
});

test("tells what was lost, repeated and asked, and what the client said", async () => {
  const { results, text } = await conformance(plainLoop, { only: ["rows removed", "throttled"], timeLimit: 2000 });
  const [removed, throttled] = results;
  expect(removed).toMatchObject({ wanted: "exact", verdict: "lost", passed: false, repeated: 0, error: undefined });
  expect(removed?.lost).toBeGreaterThan(0);
  expect(throttled).toMatchObject({ requests: 2, verdict: "error", error: expect.stringContaining("TypeError: ") });
  expect(throttled?.explanation.split("\n")[1]).toContain("429, APIGW.0308");
  expect(text.split("\n")).toEqual([
    expect.stringMatching(/^ {4}scenario {6}wanted {2}result {2}lost {2}twice {2}requests {2}error$/),
    expect.stringMatching(/^NO {2}rows removed {2}exact {3}lost {7}\d {6}0 {9}\d$/),
    expect.stringMatching(/^NO {2}throttled {5}exact {3}error {4}267 {6}0 {9}2 {2}TypeError: .*$/),
    "",
    "0 of 2 as wanted",
  ]);
});

test("takes a promise of an array as well, and a client without a socket", async () => {
  const readAll = async ({ fetch }: Parameters<Parameters<typeof conformance>[0]>[0]) =>
    (await (await fetch("https://coc.example/v1/executions?limit=100")).json()).data;
  const verdicts = await verdictsOf(readAll, { only: ["same millisecond", "quiet list"] });
  expect([...verdicts]).toEqual([
    ["quiet list", "lost"],
    ["same millisecond", "exact"],
  ]);
});

test("an error after a ticket was given twice is no good report", async () => {
  const listing = async function* () {
    yield { execution_id: "EX1" };
    yield { execution_id: "EX1" };
    throw new Error("enough");
  };
  const { results } = await conformance(listing, { only: ["refused"] });
  expect(results).toMatchObject([{ verdict: "error", passed: false, repeated: 1, error: "Error: enough" }]);
});

test("what is no ticket is no good report either", async () => {
  const { results } = await conformance(() => JSON.parse('[null,{"id":1}]'), { only: ["quiet list", "refused"] });
  const error = "TypeError: The listing returned something that has no execution_id.";
  expect(results).toMatchObject([
    { verdict: "error", passed: false, error },
    { verdict: "error", passed: false, error },
  ]);
});

test("checks signatures where it is given credentials", async () => {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const verdicts = await verdictsOf(overlappingWindows, { credentials, only: ["quiet list", "refused"] });
  expect([...verdicts.values()]).toEqual(["error", "error"]);
});

test.each<[string, string]>([
  ['{"timeLimit":0}', "timeLimit must be an integer from 1 to 2147483647 (milliseconds), not 0."],
  ['{"concurrency":"x"}', 'concurrency must be an integer from 1 up, not "x".'],
  ['{"only":"hang"}', 'only must be an array of names of scenarios, not "hang".'],
  [
    '{"timelimit":1}',
    'Each key of the options of conformance() must be one of timeLimit, concurrency, credentials, only, histories, seed, not "timelimit".',
  ],
  ['{"histories":-1}', "histories must be an integer from 0 up, not -1."],
  ['{"seed":1.5}', "seed must be an integer from 0 to 4294967295, not 1.5."],
  ['{"credentials":{"accessKeyId":"a"}}', "credentials.secretAccessKey must be a non-empty string, not undefined."],
])("refuses the options %s", async (options, message) => {
  const parsed: ConformanceOptions = JSON.parse(options);
  await expect(conformance(plainLoop, parsed)).rejects.toThrow(new TypeError(message));
});

test("refuses a scenario that does not exist, and a listing that is none", async () => {
  await expect(conformance(plainLoop, { only: ["hangs"] })).rejects.toThrow(
    /^Each name of only must be one of "quiet list", /,
  );
  await expect(conformance(JSON.parse("1"))).rejects.toThrow("listing must be a function, not 1.");
});

test("the README lists every scenario", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  for (const name of SCENARIO_NAMES) expect(readme.replace(/\s+/g, " ")).toContain(name);
});
