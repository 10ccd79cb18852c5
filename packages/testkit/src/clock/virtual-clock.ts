import { seededRandom } from "../data/random.ts";

/** A clock whose time is made by those who wait on it. It fits the client's option `clock`. @sealed */
export interface VirtualClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves as soon as nobody waits for an earlier moment; rejects with the signal's reason when it aborts first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The same numbers for the same seed. */
  readonly random: () => number;
  /** Moves the time on without anybody waiting, as when work takes long. */
  readonly advance: (ms: number) => void;
  /** Each wait that was asked for, in milliseconds, in order: what a test of backoff looks at. */
  readonly sleeps: readonly number[];
}

/** Where a clock begins. */
export interface VirtualClockOptions {
  /** Milliseconds since the epoch. Default: 2025-07-01T13:00:00Z, when the newest generated ticket starts. */
  readonly now?: number | undefined;
  /** For `random`. Default: 1. */
  readonly seed?: number | undefined;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** Lets a test pass hours in no time: whoever sleeps wakes at once, and the time has moved on by then. */
export function virtualClock({
  now = Date.UTC(2025, 6, 1, 13, 0, 0),
  seed = 1,
}: VirtualClockOptions = {}): VirtualClock {
  let time = now;
  let turning = false;
  const sleepers: Sleeper[] = [];
  const sleeps: number[] = [];

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    sleeps.push(ms);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { wakesAt: time + Math.max(0, ms), wake };
      signal?.addEventListener("abort", stop);
      sleepers.push(sleeper);
      turnLater();

      function wake(): void {
        signal?.removeEventListener("abort", stop);
        resolve();
      }
      function stop(): void {
        signal?.removeEventListener("abort", stop);
        sleepers.splice(sleepers.indexOf(sleeper), 1);
        reject(signal?.reason);
      }
    });
  }

  // One sleeper a turn of the event loop, the earliest first: what runs beside it gets to its own sleep before time moves on.
  function turnLater(): void {
    if (turning) return;
    turning = true;
    afterThisTurn(() => {
      turning = false;
      const next = sleepers.reduce<Sleeper | undefined>(earlier, undefined);
      if (next === undefined) return;
      sleepers.splice(sleepers.indexOf(next), 1);
      time = Math.max(time, next.wakesAt);
      next.wake();
      if (sleepers.length > 0) turnLater();
    });
  }

  return {
    now: () => time,
    sleep,
    random: seededRandom(seed),
    advance: (ms) => {
      time += ms;
    },
    sleeps,
  };
}

function earlier(first: Sleeper | undefined, second: Sleeper): Sleeper {
  return first !== undefined && first.wakesAt <= second.wakesAt ? first : second;
}

/** A timer of 0 ms waits a whole one, which adds up over the hours that a test skips; a message does not. */
function afterThisTurn(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(undefined);
}
