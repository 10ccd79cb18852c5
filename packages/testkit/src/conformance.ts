export { type ConformanceOptions, conformance } from "./conformance/conformance.ts";
export type { ConformanceReport, ScenarioResult, Verdict } from "./conformance/report.ts";
export type { Listing, ListingTarget } from "./conformance/run-scenario.ts";
export { SCENARIO_NAMES } from "./conformance/scenarios.ts";
