import type { Execution } from "@coc-executions/types";
import { compareListing, type Identified } from "../assertions/compare-listing.ts";
import type { Outcome } from "./collect.ts";
import type { ScenarioResult, Verdict } from "./report.ts";
import type { Scenario } from "./scenario.ts";

/** What came of a run. */
export interface Run {
  readonly outcome: Outcome;
  readonly received: readonly Identified[];
  /** The list at the end. */
  readonly remaining: readonly Execution[];
  readonly requests: number;
  readonly explanation: string;
}

/** Says what a listing has made of a scenario. */
export function judge(
  scenario: Scenario,
  { outcome, received, remaining, requests, explanation }: Run,
): ScenarioResult {
  // Stable are the tickets that were in the list at the first response and still are: no correct listing can miss one.
  const left = new Set(remaining.map(({ execution_id }) => execution_id));
  const stable = scenario.executions().filter(({ execution_id }) => left.has(execution_id));
  const { missing, repeated } = compareListing(received, stable);
  const verdict = verdictOf(outcome, missing.length, repeated.length);
  const { name, sentence, wanted } = scenario;
  return {
    name,
    sentence,
    wanted,
    verdict,
    passed: outcome.kind !== "strange" && isWanted(verdict, wanted, repeated.length),
    lost: verdict === "not tried" ? 0 : missing.length,
    repeated: repeated.length,
    requests,
    error: "error" in outcome ? textOf(outcome.error) : undefined,
    explanation,
    smallest: [],
  };
}

function verdictOf(outcome: Outcome, lost: number, repeated: number): Verdict {
  if (outcome.kind === "hung") return "hung";
  if (outcome.kind === "unable") return "not tried";
  if ("error" in outcome) return "error";
  if (lost > 0) return "lost";
  return repeated > 0 ? "repeated" : "exact";
}

function isWanted(verdict: Verdict, wanted: Scenario["wanted"], repeated: number): boolean {
  if (verdict === "not tried") return true;
  if (verdict === "exact") return wanted !== "error";
  return verdict === "error" && wanted !== "exact" && repeated === 0;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
