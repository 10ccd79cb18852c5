import { abortReason } from "../errors.ts";
/** Resolves after `ms` milliseconds; rejects as soon as `signal` aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1600;

/** Milliseconds to wait after so many requests in a row without progress: an outage of a second must not look like an end. */
export function pauseAfter(times: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (times - 1));
}

export const systemSleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve(undefined);
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(abortReason(signal));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
