import { checkFunction, checkInteger, checkKeys, checkOneOf, checkText, isObject, refuse } from "../check-option.ts";
import { describeHistory, type History, scenarioOf } from "./history.ts";
import type { Listing, ListingTarget } from "./listing.ts";
import { randomHistory } from "./random-history.ts";
import { type ConformanceReport, createReport, type ScenarioResult } from "./report.ts";
import { type RunSettings, runScenario } from "./run-scenario.ts";
import { SCENARIO_NAMES, SCENARIOS } from "./scenarios.ts";
import { shrinkHistory } from "./shrink-history.ts";

/** How to judge a client. Everything may be left out. */
export interface ConformanceOptions {
  /** Milliseconds that a scenario may take before it counts as hung. Default: 10,000. */
  readonly timeLimit?: number | undefined;
  /** How many scenarios run at the same time, each with a server of its own. Default: 4. */
  readonly concurrency?: number | undefined;
  /** What requests must be signed with. Default: signatures are not checked. */
  readonly credentials?: ListingTarget["credentials"] | undefined;
  /** The names of the scenarios to run, of `SCENARIO_NAMES`. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** How many random histories are tried beside the scenarios. Default: 30, or none where `only` is given. */
  readonly histories?: number | undefined;
  /** The seed of the first history; each has the seed after the one before. Default: 1. */
  readonly seed?: number | undefined;
}

/**
 * Lets a client read a list while everything goes wrong that can, and tells what it lost, gave twice, hung on or reported.
 *
 * ```ts
 * const report = await conformance(({ baseUrl, signal }) => myClient(baseUrl).listAll({ signal }));
 * console.log(report.text);
 * ```
 *
 * @throws {TypeError} when an option has a value that it does not take. What the client throws is a result.
 */
export async function conformance(listing: Listing, options: ConformanceOptions = {}): Promise<ConformanceReport> {
  checkFunction("listing", listing);
  checkOptions(options);
  const { timeLimit = 10_000, concurrency = 4, credentials, only = SCENARIO_NAMES, seed = 1 } = options;
  const { histories = options.only === undefined ? 30 : 0 } = options;
  const settings: RunSettings = { timeLimit, credentials };
  const runs = [
    ...SCENARIOS.filter(({ name }) => only.includes(name)).map(
      (scenario) => () => runScenario(scenario, listing, settings),
    ),
    ...Array.from({ length: histories }, (_, index) => () => runHistory(seed + index, listing, settings)),
  ];

  const results: ScenarioResult[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < runs.length; index = next++) {
      const result = await runs[index]?.();
      if (result !== undefined) results[index] = result;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  return createReport(results);
}

/** A history that does not pass is told by the smallest one that does not either. */
async function runHistory(seed: number, listing: Listing, settings: RunSettings): Promise<ScenarioResult> {
  const run = (history: History) => runScenario(scenarioOf(history), listing, settings);
  const history = randomHistory(seed);
  const result = await run(history);
  if (result.passed) return result;
  const smallest = await shrinkHistory(history, async (smaller) => (await run(smaller)).verdict === result.verdict);
  return { ...(await run(smallest)), smallest: describeHistory(smallest) };
}

function checkOptions(options: ConformanceOptions): void {
  if (!isObject(options)) refuse("The options", options, "an object");
  checkKeys("the options of conformance()", options, [
    ...["timeLimit", "concurrency", "credentials", "only", "histories", "seed"],
  ]);
  const { timeLimit, concurrency, credentials, only, histories, seed } = options;
  if (timeLimit !== undefined) checkInteger("timeLimit", timeLimit, { min: 1, max: 2 ** 31 - 1, unit: "milliseconds" });
  if (concurrency !== undefined) checkInteger("concurrency", concurrency, { min: 1 });
  if (histories !== undefined) checkInteger("histories", histories, { min: 0 });
  if (seed !== undefined) checkInteger("seed", seed, { min: 0, max: 2 ** 32 - 1 });
  if (credentials !== undefined) {
    checkText("credentials.accessKeyId", credentials.accessKeyId);
    checkText("credentials.secretAccessKey", credentials.secretAccessKey);
  }
  if (only === undefined) return;
  if (!Array.isArray(only)) refuse("only", only, "an array of names of scenarios");
  for (const name of only) checkOneOf("Each name of only", name, SCENARIO_NAMES);
}
