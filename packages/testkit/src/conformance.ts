export { type CommandListingOptions, commandListing } from "./conformance/command-listing.ts";
export { type ConformanceOptions, conformance } from "./conformance/conformance.ts";
export type { Listed, Listing, ListingTarget } from "./conformance/listing.ts";
export type { ConformanceReport, ScenarioResult, Verdict } from "./conformance/report.ts";
export { SCENARIO_NAMES } from "./conformance/scenarios.ts";
