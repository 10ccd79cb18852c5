import type { Clock } from "../clock.ts";
import { onAbort } from "../on-abort.ts";

/** Holds back the requests of one client. */
export interface Limiter {
  /** Takes the next turn: at once where nothing comes back, else when that resolves. `release` ends it. */
  acquire(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Ends a turn that was taken. */
  release(): void;
  /** Lets so many requests run at a time, where nobody has set a limit. */
  widen(concurrency: number): void;
  /** Lets no request start for so many milliseconds: the service has asked for a rest. */
  pause(ms: number): void;
}

/** How many requests at a time, and how many a second. */
export interface LimiterOptions {
  /** Undefined where nobody has set it: then it is 8, or more where a list asks for more. */
  readonly maxConcurrency: number | undefined;
  readonly requestsPerSecond: number | undefined;
  readonly clock: Clock;
}

const DEFAULT_CONCURRENCY = 8;

/** First come, first served: who is at the head waits for a place and then for the moment that the rate and a pause allow. */
export function createLimiter({ maxConcurrency, requestsPerSecond, clock }: LimiterOptions): Limiter {
  let limit = maxConcurrency ?? DEFAULT_CONCURRENCY;
  const interval = requestsPerSecond === undefined ? 0 : 1000 / requestsPerSecond;
  let running = 0;
  let waiting = 0;
  let lastInLine: Promise<void> = Promise.resolve();
  let tellOfPlace: () => void = () => undefined;
  let nextStart = Number.NEGATIVE_INFINITY;
  let lastSeen = Number.NEGATIVE_INFINITY;

  /** The time. Where the clock was set back, the next start moves with it: the wait that is left stays what it was. */
  function now(): number {
    const time = clock.now();
    if (time < lastSeen) nextStart -= lastSeen - time;
    lastSeen = time;
    return time;
  }

  function start(): void {
    running++;
    nextStart = Math.max(lastSeen, nextStart) + interval;
  }

  async function standInLine(signal: AbortSignal | undefined): Promise<void> {
    const before = lastInLine;
    let leave: () => void = () => undefined;
    lastInLine = new Promise((resolve) => {
      leave = resolve;
    });
    waiting++;
    try {
      await unlessAborted(before, signal);
      if (running >= limit) await unlessAborted(new Promise((resolve) => (tellOfPlace = resolve)), signal);
      // Again after each wait, since a pause may have been asked for meanwhile.
      for (let time = now(); time < nextStart; time = now()) await clock.sleep(nextStart - time, signal);
      start();
    } finally {
      waiting--;
      before.then(leave); // who stands behind one that gave up still waits for those before
    }
  }

  return {
    acquire(signal) {
      signal?.throwIfAborted();
      if (waiting > 0 || running >= limit || now() < nextStart) return standInLine(signal);
      start();
      return undefined;
    },
    release() {
      running--;
      tellOfPlace();
    },
    widen(concurrency) {
      if (maxConcurrency === undefined) limit = Math.max(limit, concurrency);
    },
    pause(ms) {
      const until = now() + ms;
      nextStart = Math.max(nextStart, until);
    },
  };
}

/** Rejects with the signal's reason as soon as it aborts, and keeps no listener on it. */
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted(); // it may have done so between two waits
    const letGo = onAbort(signal, () => reject(signal.reason));
    work.then(() => {
      letGo();
      resolve();
    });
  });
}
