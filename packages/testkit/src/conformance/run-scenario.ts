import type { Identified } from "../assertions/compare-listing.ts";
import { createEngine, type Engine } from "../mock-api/engine.ts";
import { fetchTransport } from "../transports/fetch-transport.ts";
import { serveEngine } from "../transports/serve-engine.ts";
import { cacheInFront } from "./cache.ts";
import { collect, type Leave, type Outcome } from "./collect.ts";
import { judge, type Run } from "./judge.ts";
import type { Listing, ListingTarget } from "./listing.ts";
import type { ScenarioResult } from "./report.ts";
import type { Change, Scenario } from "./scenario.ts";

/** How scenarios are run. */
export interface RunSettings {
  readonly timeLimit: number;
  readonly credentials: ListingTarget["credentials"];
}

/** Lets a listing read the scenario's list from a server of its own, and judges what came of it. */
export async function runScenario(
  scenario: Scenario,
  listing: Listing,
  settings: RunSettings,
): Promise<ScenarioResult> {
  const { resumed } = scenario;
  if (resumed === undefined) return await runOnce(scenario, listing, settings);
  if (resumed === "again and again") return await runOnce(scenario, listing, settings, inParts);
  for (let answer = 1; ; answer++) {
    let isLeft = false;
    const atAnswer =
      (engine: Engine): Leave =>
      () => {
        const isNow = !isLeft && engine.calls.length >= answer;
        isLeft ||= isNow;
        return isNow;
      };
    const result = await runOnce(scenario, listing, settings, atAnswer);
    if (!result.passed) return { ...result, smallest: [`left at answer ${answer}, and continued from its checkpoint`] };
    if (!isLeft) return result;
  }
}

/** So many tickets at a time: in the middle of a page of 50, at its ends, and over several. */
const PARTS: readonly number[] = [1, 49, 50, 51, 7];

function inParts(): Leave {
  let part = 0;
  return (tickets) => {
    const isNow = tickets === PARTS[part % PARTS.length];
    if (isNow) part++;
    return isNow;
  };
}

async function runOnce(
  scenario: Scenario,
  listing: Listing,
  { timeLimit, credentials: given }: RunSettings,
  leaving?: (engine: Engine) => Leave,
): Promise<ScenarioResult> {
  const credentials = given && { ...given };
  if (scenario.rotated && credentials === undefined) return judge(scenario, NOT_TRIED);
  const change = credentials && scenario.rotated ? keyChange(credentials) : scenario.change?.();
  const engine = createEngine({
    ...{ executions: scenario.executions(), credentials, unknowns: scenario.unknowns },
    beforeAnswer: change?.beforeAnswer,
  });
  for (const fault of scenario.faults ?? []) engine.fail(fault);
  const service = scenario.cached ? cacheInFront(engine) : engine;
  const transport = await serveEngine(service, { port: 0, host: "127.0.0.1", origin: undefined });
  const controller = new AbortController();
  const received: Identified[] = [];
  const target: ListingTarget = {
    ...{ baseUrl: transport.url, fetch: fetchTransport(service), credentials, from: undefined },
    signal: controller.signal,
  };
  const outcome = await within(timeLimit, collect(listing, target, received, leaving?.(engine)));
  // Whoever still reads shall stop. What arrives from now on no longer counts.
  const run: Run = {
    ...{ outcome, received: received.slice(), remaining: change?.list?.() ?? engine.executions.all() },
    ...{ requests: engine.calls.length, explanation: engine.explain() },
  };
  controller.abort(new Error("The time of this scenario is up."));
  await transport.close();
  return judge(scenario, run);
}

const NOT_TRIED: Run = {
  outcome: { kind: "unable", error: new TypeError("It needs the option credentials.") },
  ...{ received: [], remaining: [], requests: 0, explanation: "" },
};

/** From the third answer on another key is the right one. */
function keyChange(credentials: { accessKeyId: string; secretAccessKey: string }): Change {
  return {
    beforeAnswer({ number }) {
      if (number !== 3) return;
      credentials.accessKeyId += "2";
      credentials.secretAccessKey += "2";
    },
  };
}

async function within(timeLimit: number, work: Promise<Outcome>): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "hung" }), timeLimit);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
