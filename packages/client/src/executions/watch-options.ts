import { MAX_TIMER } from "../call-options.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { requireInteger, requireKnownKeys, requireSignal } from "../validate.ts";
import type { OnError } from "./rounds.ts";

/** How tickets are watched. All times in milliseconds, on the client's clock. */
export interface WatchOptions {
  /** From one look at the list to the next, at least 100. Looks that fail follow each other more slowly. @default 30000 */
  readonly interval?: number | undefined;
  /** Whether the tickets that are there at the beginning are told too, as new. The first list is then held at once. @default false */
  readonly existing?: boolean | undefined;
  /**
   * How late a ticket may appear in the list after it started, and how long after its end it may change, to be told for sure; at
   * least a minute. A longer one costs memory and requests. @default 3600000
   */
  readonly lookback?: number | undefined;
  /** Is told of each look at the list that failed and will be followed by another. What it throws ends the watch. */
  readonly onError?: OnError | undefined;
  /** Ends the watch at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options that were checked, with every default in place. */
export type Watch = Required<Pick<WatchOptions, "onError" | "signal">> & {
  readonly interval: number;
  readonly existing: boolean;
  readonly lookback: number;
};

const KEYS: Readonly<Record<keyof WatchOptions, true>> = {
  interval: true,
  existing: true,
  lookback: true,
  onError: true,
  signal: true,
};

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function resolveWatch(options: WatchOptions): Watch {
  requireKnownKeys(options, Object.keys(KEYS), "the options of watch");
  const { interval = 30_000, existing = false, lookback = 3_600_000, onError, signal } = options;
  requireInterval(interval);
  requireInteger(lookback, "lookback", { min: 60_000, max: Number.MAX_SAFE_INTEGER, unit: "milliseconds" });
  if (typeof existing !== "boolean") {
    throw new InvalidArgumentError({ option: "existing", value: existing, allowed: "true or false" });
  }
  requireOnError(onError);
  requireSignal(signal);
  return { interval, existing, lookback, onError, signal };
}

/** The least keeps one that was meant in seconds from flooding the service. */
export function requireInterval(interval: unknown): void {
  requireInteger(interval, "interval", { min: 100, max: MAX_TIMER, unit: "milliseconds" });
}

export function requireOnError(onError: unknown): void {
  if (onError === undefined || typeof onError === "function") return;
  throw new InvalidArgumentError({ option: "onError", value: onError, allowed: "a function of an error" });
}
