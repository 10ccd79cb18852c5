import type { Clock } from "../clock.ts";

/** Holds back the requests of one client. */
export interface Limiter {
  /** Resolves when a request may start; what it resolves to is called when it has ended. */
  acquire(signal: AbortSignal | undefined): Promise<() => void>;
  /** Lets no request start for so many milliseconds: the service has asked for a rest. */
  pause(ms: number): void;
}

/** How many requests at a time, and how many a second. */
export interface LimiterOptions {
  readonly maxConcurrency: number;
  readonly requestsPerSecond: number | undefined;
  readonly clock: Clock;
}

/** First come, first served: a place first, then the moment that the rate and a pause allow. */
export function createLimiter({ maxConcurrency, requestsPerSecond, clock }: LimiterOptions): Limiter {
  const interval = requestsPerSecond === undefined ? 0 : 1000 / requestsPerSecond;
  const waiting = new Set<() => void>();
  let running = 0;
  let nextStart = Number.NEGATIVE_INFINITY;

  function release(): void {
    running--;
    const [next] = waiting;
    next?.();
  }

  function waitForPlace(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(enter);
        signal?.removeEventListener("abort", giveUp);
      };
      const enter = () => {
        leave();
        running++;
        resolve();
      };
      const giveUp = () => {
        leave();
        reject(signal?.reason);
      };
      waiting.add(enter);
      signal?.addEventListener("abort", giveUp);
    });
  }

  async function waitForStart(signal: AbortSignal | undefined): Promise<void> {
    // Again after each wait, since a pause may have been asked for meanwhile.
    for (let now = clock.now(); now < nextStart; now = clock.now()) await clock.sleep(nextStart - now, signal);
    nextStart = Math.max(clock.now(), nextStart) + interval;
  }

  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (running < maxConcurrency) running++;
      else await waitForPlace(signal);
      try {
        await waitForStart(signal);
      } catch (error) {
        release();
        throw error;
      }
      return release;
    },
    pause(ms) {
      nextStart = Math.max(nextStart, clock.now() + ms);
    },
  };
}
