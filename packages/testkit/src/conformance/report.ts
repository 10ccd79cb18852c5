import type { Scenario } from "./scenario.ts";

/**
 * What a client made of a scenario: every stable ticket once; some lost in silence; none lost, but some returned twice; an error
 * reported; or no end within the time.
 */
export type Verdict = "exact" | "lost" | "repeated" | "error" | "hung";

/** One row of the table. */
export interface ScenarioResult {
  readonly name: string;
  /** What happens in the scenario. */
  readonly sentence: string;
  readonly wanted: Scenario["wanted"];
  readonly verdict: Verdict;
  /** Whether the verdict is the one that is wanted. */
  readonly passed: boolean;
  /** How many tickets that were there all the time were not given. Where an error was reported, those not given before it. */
  readonly lost: number;
  /** How many tickets were given more than once. */
  readonly repeated: number;
  readonly requests: number;
  /** Name and message of the error that was reported. */
  readonly error: string | undefined;
  /** What was asked and answered, a line for each call. */
  readonly explanation: string;
}

/** What a client made of all scenarios. */
export interface ConformanceReport {
  readonly results: readonly ScenarioResult[];
  /** Whether every verdict is the one that is wanted. */
  readonly passed: boolean;
  /** The results as a table for a terminal. */
  readonly text: string;
}

export function createReport(results: readonly ScenarioResult[]): ConformanceReport {
  const passed = results.filter((result) => result.passed).length;
  return {
    results,
    passed: passed === results.length,
    text: `${renderTable(results)}\n\n${passed} of ${results.length} as wanted`,
  };
}

const HEAD: readonly string[] = ["", "scenario", "wanted", "result", "lost", "twice", "requests", "error"];

function renderTable(results: readonly ScenarioResult[]): string {
  const rows = [HEAD, ...results.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => column >= 4 && column <= 6;
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellsOf({ passed, name, wanted, verdict, lost, repeated, requests, error = "" }: ScenarioResult): string[] {
  // One line a scenario, whatever an error holds.
  const message = error.replace(/\s+/g, " ").slice(0, 80);
  return [passed ? "ok" : "NO", name, wanted, verdict, String(lost), String(repeated), String(requests), message];
}
