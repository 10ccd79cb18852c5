import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { overlappingWindows, plainLoop } from "../../test/listers.ts";
import { type ConformanceOptions, conformance } from "./conformance.ts";
import type { Verdict } from "./report.ts";
import { SCENARIO_NAMES } from "./scenarios.ts";

async function verdictsOf(...given: Parameters<typeof conformance>): Promise<Map<string, Verdict>> {
  const { results } = await conformance(...given);
  return new Map(results.map(({ name, verdict }) => [name, verdict]));
}

test("a lister that overlaps its windows and asks again is as wanted in every scenario", async () => {
  const report = await conformance(overlappingWindows, { timeLimit: 4000 });
  expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
  expect(report.passed).toBe(true);
  expect(report.results.map(({ name }) => name)).toEqual(SCENARIO_NAMES);
  expect(report.text).toContain(`\n\n${SCENARIO_NAMES.length} of ${SCENARIO_NAMES.length} as wanted`);
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
    'Each key of the options of conformance() must be one of timeLimit, concurrency, credentials, only, not "timelimit".',
  ],
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
