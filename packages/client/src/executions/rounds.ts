import { MAX_TIMER } from "../call-options.ts";
import type { Clock } from "../clock.ts";
import { isApiError } from "../errors/api-error.ts";
import { type CocError, isCocError } from "../errors/coc-error.ts";
import { backoffDelay } from "../fetch/backoff.ts";
import { withTimeLimit } from "../fetch/time-limit.ts";

/** A look at the list that failed, for a reason that may pass. */
export interface FailedRound {
  /** How many failed in a row, this one included. */
  readonly failures: number;
  /** Milliseconds until the next one. */
  readonly delay: number;
}

/**
 * Is told of each look at the list that failed and will be followed by another. A promise is waited for. What it throws or rejects
 * with ends the waiting: `(error, { failures }) => { if (failures === 100) throw error; }`. So do `signal` and `timeout` while it
 * is waited for.
 */
export type OnError = (error: CocError, round: FailedRound) => unknown;

/** How to look at something again and again. */
export interface RoundsOptions {
  /** Milliseconds from the end of one look to the beginning of the next. */
  readonly interval: number;
  readonly onError: OnError | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When to look for the last time, in epoch milliseconds; a look that is under way then is the last. @default never */
  readonly until?: number;
}

/** The longest wait after failures that nobody asked for, unless the interval itself is longer. */
const LONGEST_DELAY = 300_000;

/**
 * Looks at once and then at every interval, and yields what each look brought. One that fails for a reason that may pass is
 * followed by another, later and later while they fail; any other error is thrown. No look begins before the last one was taken.
 */
export async function* rounds<T>(look: () => Promise<T>, options: RoundsOptions): AsyncGenerator<T, void> {
  const { interval, onError, clock, signal, until = Number.POSITIVE_INFINITY } = options;
  let failures = 0;
  for (;;) {
    let delay = interval;
    let found: { readonly value: T } | undefined;
    try {
      signal.throwIfAborted();
      found = { value: await look() };
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      // What is no error of this package is a bug, and must not be tried for ever.
      if (!isCocError(error) || !error.retryable) throw error;
      delay = delayAfter(error, ++failures, options);
      const round = { failures, delay };
      if (onError !== undefined) await told(async () => onError(error, round), options);
    }
    const endedAt = clock.now();
    if (found !== undefined) yield found.value;
    if (endedAt >= until) return;
    signal.throwIfAborted();
    // A clock that was set back meanwhile must not make the wait longer.
    const rest = Math.min(Math.min(endedAt + delay, until) - clock.now(), delay);
    if (rest > 0) await clock.sleep(rest, signal);
  }
}

/** Waits for whoever is told, but no longer than the rounds go on. */
function told(tell: () => Promise<unknown>, { clock, signal, until = Number.POSITIVE_INFINITY }: RoundsOptions) {
  const timeout = Math.min(MAX_TIMER, Math.max(0, until - clock.now()));
  return withTimeLimit<unknown>({ timeout, signal, work: tell, onTimeout: () => undefined });
}

/** As between the attempts of a call, but never below the interval. */
function delayAfter(error: CocError, failures: number, { interval, clock }: RoundsOptions): number {
  const retryAfter = isApiError(error) ? error.retryAfter : undefined;
  const limits = { baseDelay: interval, maxDelay: Math.max(interval, LONGEST_DELAY), maxAttempts: 1, maxRetryAfter: 0 };
  const delay = backoffDelay(failures, retryAfter, limits, clock.random);
  return Math.ceil(Math.min(MAX_TIMER, Math.max(interval, delay)));
}
