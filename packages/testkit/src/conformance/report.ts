import type { Scenario } from "./scenario.ts";

/**
 * What a client made of a scenario: every stable ticket once; some lost in silence; none lost, but some returned twice; an error
 * reported; no end within the time; or that it cannot be tried, since the client lacks what it takes.
 */
export type Verdict = "exact" | "lost" | "repeated" | "error" | "hung" | "not tried";

/** One row of the table. */
export interface ScenarioResult {
  readonly name: string;
  /** What happens in the scenario. */
  readonly sentence: string;
  readonly wanted: Scenario["wanted"];
  readonly verdict: Verdict;
  /** Whether the verdict is the one that is wanted, or the scenario was not tried. */
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
  /** Of a history that did not pass: the smallest one that does not either, a sentence for each thing that happens. */
  readonly smallest: readonly string[];
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
  const tried = results.filter(({ verdict }) => verdict !== "not tried");
  const passed = tried.filter((result) => result.passed).length;
  const untried = results.length - tried.length;
  const count = `${passed} of ${tried.length} as wanted${untried === 0 ? "" : `, ${untried} not tried`}`;
  return {
    results,
    passed: passed === tried.length,
    text: [renderTable(results), ...results.flatMap(renderSmallest), count].join("\n\n"),
  };
}

function renderSmallest({ name, verdict, smallest }: ScenarioResult): string[] {
  return smallest.length === 0 ? [] : [[`${name}, ${verdict} by as little as this:`, ...smallest].join("\n    ")];
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
  const mark = verdict === "not tried" ? "–" : passed ? "ok" : "NO";
  return [mark, name, wanted, verdict, String(lost), String(repeated), String(requests), message];
}
