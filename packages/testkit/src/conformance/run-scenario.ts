import { compareListing, type Identified } from "../assertions/compare-listing.ts";
import { isObject } from "../check-option.ts";
import { createEngine, type Engine } from "../mock-api/engine.ts";
import { fetchTransport } from "../transports/fetch-transport.ts";
import { serveEngine } from "../transports/serve-engine.ts";
import type { ScenarioResult, Verdict } from "./report.ts";
import type { Scenario } from "./scenario.ts";

/** What a listing is to read from: by its URL or by its `fetch`, whichever fits the client. */
export interface ListingTarget {
  /** Such as `http://127.0.0.1:49152`. */
  readonly baseUrl: string;
  /** The same service without a socket; it answers any host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** What requests must be signed with. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Aborts when the time of the scenario is up. */
  readonly signal: AbortSignal;
}

/** Reads the whole list, as the client under test does it. */
export type Listing = (
  target: ListingTarget,
) => AsyncIterable<Identified> | Iterable<Identified> | Promise<AsyncIterable<Identified> | Iterable<Identified>>;

/** How scenarios are run. */
export interface RunSettings {
  readonly timeLimit: number;
  readonly credentials: ListingTarget["credentials"];
}

type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** The client returned something that is not a ticket. */
  | { readonly kind: "strange"; readonly error: unknown }
  | { readonly kind: "hung" };

export async function runScenario(
  scenario: Scenario,
  listing: Listing,
  { timeLimit, credentials }: RunSettings,
): Promise<ScenarioResult> {
  const engine = createEngine({
    executions: scenario.executions(),
    ...(credentials === undefined ? {} : { credentials }),
    ...(scenario.unknowns === undefined ? {} : { unknowns: scenario.unknowns }),
    ...(scenario.change === undefined ? {} : { beforeAnswer: scenario.change() }),
  });
  for (const fault of scenario.faults ?? []) engine.fail(fault);
  const transport = await serveEngine(engine, { port: 0, host: "127.0.0.1", origin: undefined });
  const controller = new AbortController();
  const received: Identified[] = [];
  const target = { baseUrl: transport.url, fetch: fetchTransport(engine), credentials, signal: controller.signal };
  const outcome = await within(timeLimit, collect(listing, target, received));
  // Whoever still reads shall stop. What arrives from now on no longer counts.
  const listed = received.slice();
  controller.abort(new Error("The time of this scenario is up."));
  await transport.close();
  return judge(scenario, engine, listed, outcome);
}

async function collect(listing: Listing, target: ListingTarget, received: Identified[]): Promise<Outcome> {
  try {
    for await (const execution of await listing(target)) {
      if (!isIdentified(execution)) return { kind: "strange", error: new TypeError(NO_TICKET) };
      received.push(execution);
      if (target.signal.aborted) break;
    }
    return { kind: "done" };
  } catch (error) {
    return { kind: "failed", error };
  }
}

const NO_TICKET = "The listing returned something that has no execution_id.";

function isIdentified(value: unknown): boolean {
  return isObject(value) && "execution_id" in value && typeof value.execution_id === "string";
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

function judge(scenario: Scenario, engine: Engine, received: readonly Identified[], outcome: Outcome): ScenarioResult {
  // Stable are the tickets that were in the list at the first response and still are: no correct listing can miss one.
  const remaining = engine.executions;
  const stable = scenario.executions().filter(({ execution_id }) => remaining.get(execution_id) !== undefined);
  const { missing, repeated } = compareListing(received, stable);
  const verdict = verdictOf(outcome, missing.length, repeated.length);
  const { name, sentence, wanted } = scenario;
  return {
    name,
    sentence,
    wanted,
    verdict,
    passed:
      outcome.kind !== "strange" &&
      (verdict === "exact" ? wanted !== "error" : verdict === "error" && wanted !== "exact" && repeated.length === 0),
    lost: missing.length,
    repeated: repeated.length,
    requests: engine.calls.length,
    error: "error" in outcome ? textOf(outcome.error) : undefined,
    explanation: engine.explain(),
  };
}

function verdictOf(outcome: Outcome, lost: number, repeated: number): Verdict {
  if (outcome.kind === "hung") return "hung";
  if ("error" in outcome) return "error";
  if (lost > 0) return "lost";
  return repeated > 0 ? "repeated" : "exact";
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
