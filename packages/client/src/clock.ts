import { onAbort } from "./abort.ts";
import { abortReason, throwIfAborted } from "./errors.ts";

/** Time and randomness used by the client. Replace it in tests; `virtualClock()` of the testkit fits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** Calls back after `ms` milliseconds, unless what it returns is called first: for time limits. @default a timer of the platform */
  timer?(ms: number, run: () => void): () => void;
}

/** The platform's own timer. */
export const systemTimer: NonNullable<Clock["timer"]> = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The longest time that a timer of JavaScript can run, 24.8 days. */
export const MAX_TIMER: number = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      throwIfAborted(signal);
      const timer = setTimeout(() => {
        unregister();
        resolve();
      }, ms);
      const unregister = onAbort(signal, () => {
        clearTimeout(timer);
        unregister();
        reject(signal && abortReason(signal));
      });
    }),
};
