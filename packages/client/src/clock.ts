import { onAbort } from "./on-abort.ts";

/** The time and the chance that a client works with. Give another one in tests; `virtualClock()` of the testkit fits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(() => {
        letGo();
        resolve();
      }, ms);
      const letGo = onAbort(signal, () => {
        clearTimeout(timer);
        letGo();
        reject(signal?.reason);
      });
    }),
};
