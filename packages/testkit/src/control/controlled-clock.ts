/** The mock's clock, which a test may move. */
export interface ControlledClock {
  readonly now: () => number;
  set(now: number): void;
  advance(ms: number): void;
  /** Back to the time that it would have been. */
  reset(): void;
}

/** Goes on as `now` does, from wherever it was put. */
export function controlledClock(now: () => number): ControlledClock {
  let offset = 0;
  return {
    now: () => now() + offset,
    set(time) {
      offset = time - now();
    },
    advance(ms) {
      offset += ms;
    },
    reset() {
      offset = 0;
    },
  };
}
