import { requireInteger, requireKnownKeys, requireSignal } from "./validate.ts";

/** What one call may change of the client's settings. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The limit of one attempt in milliseconds, instead of the client's. */
  readonly timeout?: number | undefined;
}

/** @throws {InvalidArgumentError} for an unknown key, a signal that is none, and a limit that no timer can keep. */
export function resolveCallOptions(options: CallOptions = {}): CallOptions {
  requireKnownKeys(options, ["signal", "timeout"], "the options of a call");
  requireSignal(options.signal);
  if (options.timeout !== undefined) requireTimeout(options.timeout);
  return options;
}

/** The longest time that a timer of JavaScript can run, 24.8 days. */
export const MAX_TIMER: number = 2 ** 31 - 1;

/** @throws {InvalidArgumentError} when no timer can keep this limit. */
export function requireTimeout(timeout: unknown): number {
  return requireInteger(timeout, "timeout", { min: 1, max: MAX_TIMER, unit: "milliseconds" });
}
