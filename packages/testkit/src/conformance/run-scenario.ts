import type { Identified } from "../assertions/compare-listing.ts";
import { createEngine } from "../mock-api/engine.ts";
import { fetchTransport } from "../transports/fetch-transport.ts";
import { serveEngine } from "../transports/serve-engine.ts";
import { cacheInFront } from "./cache.ts";
import { collect, collectInParts, type Outcome } from "./collect.ts";
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
  { timeLimit, credentials: given }: RunSettings,
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
  const read = scenario.resumed ? collectInParts : collect;
  const outcome = await within(timeLimit, read(listing, target, received));
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
