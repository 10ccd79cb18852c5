import { type Checks, integer, milliseconds } from "../options.ts";
import { parseHttpDate } from "./clock-skew.ts";

/** How failed requests are retried. All times in milliseconds. */
export interface RetryOptions {
  /** The most requests for one call, the first included; 1 switches retries off. @default 3 */
  readonly maxAttempts?: number | undefined;
  /** The longest first wait; it doubles with each further one. @default 500 */
  readonly baseDelay?: number | undefined;
  /** The longest wait, unless the service asks for a longer one. @default 8000 */
  readonly maxDelay?: number | undefined;
  /** The longest wait that the service may ask for by `Retry-After`; beyond it the call fails at once. @default 60000 */
  readonly maxRetryAfter?: number | undefined;
}

/** The same with every default in place. */
export type RetrySettings = { readonly [Name in keyof RetryOptions]-?: number };

const DEFAULT_RETRY: RetrySettings = { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };

export const RETRY_CHECKS: Checks<RetryOptions> = {
  maxAttempts: integer(1, 100),
  baseDelay: milliseconds(0),
  maxDelay: milliseconds(0),
  maxRetryAfter: milliseconds(0),
};

/** The options over the defaults; one that is undefined leaves its default. */
export function resolveRetry(options: RetryOptions = {}, defaults: RetrySettings = DEFAULT_RETRY): RetrySettings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

/**
 * The wait before the next attempt: exponential with full jitter, since clients that failed together must not come back
 * together. What the service asked for is a minimum, and the backoff applies even if it asked for no wait at all.
 */
export function backoffDelay(
  attempts: number,
  retryAfter: number | undefined,
  { baseDelay, maxDelay }: Pick<RetrySettings, "baseDelay" | "maxDelay">,
  random: () => number,
): number {
  const ceiling = Math.min(maxDelay, baseDelay * 2 ** (attempts - 1));
  const jitter = random();
  const asked = retryAfter === undefined ? 0 : retryAfter + jitter * Math.min(ceiling, retryAfter / 10);
  return Math.ceil(Math.max(asked, jitter * ceiling));
}

/**
 * How long a response asks to wait, in milliseconds, if it does. `Retry-After-Ms` takes precedence, being more precise;
 * `Retry-After` holds seconds or a date (RFC 9110, section 10.2.3). Any other value is ignored.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const ms = readNumber(headers.get("retry-after-ms"));
  if (ms !== undefined) return Math.ceil(ms);

  const value = withoutRepeat(headers.get("retry-after"));
  const seconds = readNumber(value);
  if (seconds !== undefined) return Math.ceil(seconds * 1000);

  const until = parseHttpDate(value);
  // By the service's own clock if it sends its time: by ours, which may be off, the wait could be too short.
  return until === undefined ? undefined : Math.max(0, until - (parseHttpDate(headers.get("date")) ?? now));
}

/** A header that was sent twice with the same value arrives as `2, 2`. */
function withoutRepeat(value: string | null): string | null {
  const half = value?.slice(0, (value.length - 2) / 2);
  return half !== undefined && value === `${half}, ${half}` ? half : value;
}

function readNumber(value: string | null): number | undefined {
  return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

/**
 * What a client may spend on retries, so that they do not multiply an outage: each retry costs, each success gives a little
 * back. When it is spent, calls fail at their first failure until some succeed again.
 */
export interface RetryBudget {
  /** Takes the price of one retry; false if there is not enough left. */
  spend(): boolean;
  /** Gives back for a call that succeeded. */
  earn(): void;
}

// The proportions of the AWS SDKs' standard retry mode: a hundred retries at the start, one more per five successes.
const CAPACITY = 500;
const PRICE = 5;

export function createRetryBudget(): RetryBudget {
  let left = CAPACITY;
  return {
    spend() {
      if (left < PRICE) return false;
      left -= PRICE;
      return true;
    },
    earn() {
      left = Math.min(CAPACITY, left + 1);
    },
  };
}
