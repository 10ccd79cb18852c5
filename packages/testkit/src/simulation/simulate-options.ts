import { checkInteger, checkKeys, isObject, refuse } from "../check-option.ts";

/** What a simulated workload is like. Everything may be left out. */
export interface SimulateOptions {
  /** The same seed lets the same happen to the same list. From 0 to 2^32 - 1. Default: 1. */
  readonly seed?: number | undefined;
  /** How many tickets start in an hour, on average and without retries. Above 0, at most 1,000,000. Default: 60. */
  readonly startsPerHour?: number | undefined;
  /** The share of tickets that do not succeed, from 0 to 1. Default: 0.1. */
  readonly failureRate?: number | undefined;
  /** The share of failed and timed out tickets that are tried again by a child ticket, from 0 to 1. Default: 0.5. */
  readonly retryRate?: number | undefined;
  /** When the simulation begins: milliseconds since the epoch. Default: 2025-07-01T13:00:00Z, as of `virtualClock()`. */
  readonly from?: number | undefined;
}

/** The options with their defaults. */
export type SimulateSettings = { readonly [Name in keyof SimulateOptions]-?: number };

const DEFAULTS: SimulateSettings = {
  seed: 1,
  startsPerHour: 60,
  failureRate: 0.1,
  retryRate: 0.5,
  from: Date.UTC(2025, 6, 1, 13, 0, 0),
};

/** @throws {TypeError} that names the option, what was given and what is allowed. */
export function readSimulateOptions(options: SimulateOptions): SimulateSettings {
  if (!isObject(options)) refuse("simulate", options, "an object");
  checkKeys("simulate", options, Object.keys(DEFAULTS));
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings: SimulateSettings = { ...DEFAULTS, ...Object.fromEntries(given) };
  const { seed, startsPerHour, failureRate, retryRate, from } = settings;
  checkInteger("simulate.seed", seed, { min: 0, max: 2 ** 32 - 1 });
  if (typeof startsPerHour !== "number" || !(startsPerHour > 0 && startsPerHour <= 1_000_000)) {
    refuse("simulate.startsPerHour", startsPerHour, "a number above 0 and up to 1000000");
  }
  for (const [name, share] of Object.entries({ failureRate, retryRate })) {
    if (typeof share !== "number" || !(share >= 0 && share <= 1))
      refuse(`simulate.${name}`, share, "a number from 0 to 1");
  }
  checkInteger("simulate.from", from, { min: 0, unit: "milliseconds since the epoch" });
  return settings;
}
