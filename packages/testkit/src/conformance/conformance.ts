import { checkFunction, checkInteger, checkKeys, checkOneOf, checkText, isObject, refuse } from "../check-option.ts";
import { type ConformanceReport, createReport, type ScenarioResult } from "./report.ts";
import { type Listing, type ListingTarget, type RunSettings, runScenario } from "./run-scenario.ts";
import { SCENARIO_NAMES, SCENARIOS } from "./scenarios.ts";

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
  const { timeLimit = 10_000, concurrency = 4, credentials, only = SCENARIO_NAMES } = options;
  const chosen = SCENARIOS.filter(({ name }) => only.includes(name));
  const settings: RunSettings = { timeLimit, credentials };

  const results: ScenarioResult[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < chosen.length; index = next++) {
      const scenario = chosen[index];
      if (scenario !== undefined) results[index] = await runScenario(scenario, listing, settings);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  return createReport(results);
}

function checkOptions(options: ConformanceOptions): void {
  if (!isObject(options)) refuse("The options", options, "an object");
  checkKeys("the options of conformance()", options, ["timeLimit", "concurrency", "credentials", "only"]);
  const { timeLimit, concurrency, credentials, only } = options;
  if (timeLimit !== undefined) checkInteger("timeLimit", timeLimit, { min: 1, max: 2 ** 31 - 1, unit: "milliseconds" });
  if (concurrency !== undefined) checkInteger("concurrency", concurrency, { min: 1 });
  if (credentials !== undefined) {
    checkText("credentials.accessKeyId", credentials.accessKeyId);
    checkText("credentials.secretAccessKey", credentials.secretAccessKey);
  }
  if (only === undefined) return;
  if (!Array.isArray(only)) refuse("only", only, "an array of names of scenarios");
  for (const name of only) checkOneOf("Each name of only", name, SCENARIO_NAMES);
}
