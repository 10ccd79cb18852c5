import { onAbort } from "../abort.ts";
import type { Clock } from "../clock.ts";
import { abortReason, throwIfAborted } from "../errors.ts";

/** Limits the requests of one client: how many are in flight, and how many start per second. */
export interface Limiter {
  /** Takes the next slot: at once if nothing is returned, else when the promise resolves. Each slot must be released. */
  acquire(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Frees a slot. */
  release(): void;
  /** Lets no request start for so many milliseconds: the service has asked for it. */
  pause(ms: number): void;
  /** Allows at least so many requests in flight. */
  raise(maxConcurrency: number): void;
}

/** What a limiter starts with. */
export interface LimiterOptions {
  /** @default 8 */
  readonly maxConcurrency: number | undefined;
  readonly requestsPerSecond: number | undefined;
  readonly clock: Clock;
}

/** First come, first served: the head of the queue waits for a slot and then for the moment that the rate and a pause allow. */
export function createLimiter({ maxConcurrency = 8, requestsPerSecond, clock }: LimiterOptions): Limiter {
  const interval = requestsPerSecond === undefined ? 0 : 1000 / requestsPerSecond;
  let slots = maxConcurrency;
  let running = 0;
  let queued = 0;
  let tail: Promise<void> = Promise.resolve();
  let onSlotFree: () => void = () => undefined;
  let nextStart = Number.NEGATIVE_INFINITY;
  let lastTime = Number.NEGATIVE_INFINITY;

  /** The time. If the clock was set back, the next start moves with it, so that the remaining wait stays the same. */
  function now(): number {
    const time = clock.now();
    if (time < lastTime) nextStart -= lastTime - time;
    lastTime = time;
    return time;
  }

  function start(): void {
    running++;
    nextStart = Math.max(lastTime, nextStart) + interval;
  }

  async function enqueue(signal: AbortSignal | undefined): Promise<void> {
    const previous = tail;
    let leave: () => void = () => undefined;
    tail = new Promise((resolve) => {
      leave = resolve;
    });
    queued++;
    try {
      await unlessAborted(previous, signal);
      if (running >= slots) await unlessAborted(new Promise((resolve) => (onSlotFree = resolve)), signal);
      // Again after each wait, since a pause may have been asked for meanwhile.
      for (let time = now(); time < nextStart; time = now()) await clock.sleep(nextStart - time, signal);
      start();
    } finally {
      queued--;
      previous.then(leave); // whoever is behind one that gave up still waits for those before
    }
  }

  return {
    acquire(signal) {
      throwIfAborted(signal);
      if (queued > 0 || running >= slots || now() < nextStart) return enqueue(signal);
      start();
      return undefined;
    },
    release() {
      running--;
      onSlotFree();
    },
    pause(ms) {
      const until = now() + ms;
      nextStart = Math.max(nextStart, until);
    },
    raise(wanted) {
      if (wanted <= slots) return;
      slots = wanted;
      onSlotFree();
    },
  };
}

/** Rejects with the signal's reason as soon as it aborts, and keeps no listener on it. */
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    throwIfAborted(signal); // it may have done so between two waits
    const unregister = onAbort(signal, () => reject(abortReason(signal)));
    work.then(() => {
      unregister();
      resolve();
    });
  });
}
