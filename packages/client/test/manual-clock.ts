import type { Clock } from "../src/clock.ts";

/** A clock that sleeps in no time and keeps what it was asked for. */
export function manualClock(random = 1): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.UTC(2025, 6, 1, 12);
  return {
    slept,
    now: () => now,
    random: () => random,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
