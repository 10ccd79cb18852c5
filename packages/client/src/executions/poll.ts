import { type Clock, MAX_TIMER } from "../clock.ts";
import { type CocError, isApiError, isCocError, throwIfAborted } from "../errors.ts";
import { backoffDelay } from "../http/retry.ts";
import { withTimeLimit } from "../http/time-limit.ts";
import { type Check, milliseconds } from "../options.ts";

/** Milliseconds between polls. The least keeps an interval that was meant in seconds from flooding the service. */
export const interval: Check<number> = /* @__PURE__ */ milliseconds(100);

/** A poll that failed with a transient error. */
export interface FailedRound {
  /** How many failed in a row, this one included. */
  readonly failures: number;
  /** Milliseconds until the next one. */
  readonly delay: number;
}

/**
 * Called for each poll that failed and will be followed by another. A promise is awaited. What it throws or rejects with ends the
 * watch or the wait: `(error, { failures }) => { if (failures === 100) throw error; }`. So do `signal` and `timeout` meanwhile.
 */
export type OnError = (error: CocError, round: FailedRound) => unknown;

/** How something is polled. */
export interface PollOptions {
  /** Milliseconds from the end of one poll to the beginning of the next. */
  readonly interval: number;
  /** The longest wait that the service may ask for by `Retry-After`, in milliseconds. */
  readonly maxRetryAfter: number;
  readonly onError: OnError | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When to poll for the last time, in epoch milliseconds; a poll that is running then is the last. @default never */
  readonly until?: number;
}

/** The longest wait after failures, unless the interval or the service's `Retry-After` is longer. */
const MAX_DELAY = 300_000;

/**
 * Polls immediately and then every interval, and yields each result. A transient error is followed by another poll, with longer
 * and longer delays while they fail; any other error is thrown. No poll begins before the last result was taken.
 */
export async function* poll<T>(request: () => Promise<T>, options: PollOptions): AsyncGenerator<T, void> {
  const { interval, onError, clock, signal, until = Number.POSITIVE_INFINITY } = options;
  let failures = 0;
  for (;;) {
    let delay = interval;
    let found: { readonly value: T } | undefined;
    try {
      throwIfAborted(signal);
      found = { value: await request() };
      failures = 0;
    } catch (error) {
      throwIfAborted(signal);
      // Any other error is a bug, and must not be repeated for ever.
      if (!isCocError(error) || !error.retryable) throw error;
      delay = delayAfter(error, ++failures, options);
      const round = { failures, delay };
      if (onError !== undefined) await withinPoll(async () => onError(error, round), options);
    }
    const endedAt = clock.now();
    if (found !== undefined) yield found.value;
    if (endedAt >= until) return;
    throwIfAborted(signal);
    // A clock that was set back meanwhile must not make the wait longer.
    const rest = Math.min(Math.min(endedAt + delay, until) - clock.now(), delay);
    if (rest > 0) await clock.sleep(rest, signal);
  }
}

/** Awaits the caller's own work, but no longer than polling goes on. */
function withinPoll(work: () => Promise<unknown>, { clock, signal, until = Number.POSITIVE_INFINITY }: PollOptions) {
  const timeout = Math.min(MAX_TIMER, Math.max(0, until - clock.now()));
  return withTimeLimit<unknown>({ timeout, clock, signal, work, onTimeout: () => undefined });
}

/** As between the attempts of a call, but never below the interval. */
function delayAfter(error: CocError, failures: number, { interval, maxRetryAfter, clock }: PollOptions): number {
  const asked = isApiError(error) ? error.retryAfter : undefined;
  const retryAfter = asked && Math.min(asked, maxRetryAfter);
  const limits = { baseDelay: interval, maxDelay: Math.max(interval, MAX_DELAY) };
  const delay = backoffDelay(failures, retryAfter, limits, clock.random);
  return Math.ceil(Math.min(MAX_TIMER, Math.max(interval, delay)));
}
