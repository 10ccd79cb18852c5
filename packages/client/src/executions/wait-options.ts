import { requireTimeout } from "../call-options.ts";
import { requireKnownKeys, requireSignal } from "../validate.ts";
import type { ExecutionFilter } from "./execution-filter.ts";
import type { OnError } from "./rounds.ts";
import { requireInterval, requireOnError } from "./watch-options.ts";

/** How the end of a ticket is waited for. All times in milliseconds, on the client's clock. */
export interface WaitOptions {
  /**
   * Which tickets to look through. The service cannot be asked for one ticket, so whatever keeps the list short saves requests:
   * `since("1h")`, or the `document_id`. A ticket that does not match is never found. @default all
   */
  readonly filter?: ExecutionFilter | undefined;
  /** From one look at the list to the next, at least 100. Looks that fail follow each other more slowly. @default 10000 */
  readonly interval?: number | undefined;
  /** How long to wait. The list is then looked at once more, which takes five seconds at most. @default as long as it takes */
  readonly timeout?: number | undefined;
  /** Is told of each look at the list that failed and will be followed by another. What it throws ends the waiting. */
  readonly onError?: OnError | undefined;
  /** Ends the waiting at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const KEYS: Readonly<Record<keyof WaitOptions, true>> = {
  filter: true,
  interval: true,
  timeout: true,
  onError: true,
  signal: true,
};

/** Options that were checked. */
export interface Wait extends WaitOptions {
  readonly interval: number;
}

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function resolveWait(options: WaitOptions): Wait {
  requireKnownKeys(options, Object.keys(KEYS), "the options of waitUntilDone");
  const { interval = 10_000, timeout, onError, signal } = options;
  requireInterval(interval);
  if (timeout !== undefined) requireTimeout(timeout);
  requireOnError(onError);
  requireSignal(signal);
  return { ...options, interval };
}
