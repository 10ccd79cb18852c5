/** How failed requests are tried again. All times in milliseconds. */
export interface RetryOptions {
  /** Requests for one call at most, the first included; 1 switches retries off. @default 3 */
  readonly maxAttempts?: number;
  /** The longest first wait; it doubles with each further one. @default 500 */
  readonly baseDelay?: number;
  /** The longest wait that is not asked for by the service. @default 8000 */
  readonly maxDelay?: number;
  /** The longest wait that the service may ask for by `Retry-After`; beyond it the call fails at once. @default 60000 */
  readonly maxRetryAfter?: number;
}

/**
 * The wait before the next attempt: exponential with full jitter, since clients that failed together must not come back
 * together. What the service asked for is a minimum, also where it asks for none at all.
 */
export function backoffDelay(
  attempts: number,
  retryAfter: number | undefined,
  { baseDelay, maxDelay }: Required<RetryOptions>,
  random: () => number,
): number {
  const ceiling = Math.min(maxDelay, baseDelay * 2 ** (attempts - 1));
  const chance = random();
  const asked = retryAfter === undefined ? 0 : retryAfter + chance * Math.min(ceiling, retryAfter / 10);
  return Math.max(asked, chance * ceiling);
}
