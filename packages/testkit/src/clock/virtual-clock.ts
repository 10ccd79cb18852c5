import { checkFunction, checkNumber } from "../check-option.ts";
import { seededRandom } from "../data/random.ts";
import { type Agenda, createAgenda, type Due } from "./agenda.ts";
import { nextTurn } from "./next-turn.ts";

// Taken now, so that a test that replaces the timers stops nothing here.
const { setTimeout, clearTimeout } = globalThis;

/** A clock whose time is made by those who wait on it. It fits the client's option `clock`, and that of a mock. @sealed */
export interface VirtualClock {
  /** Whole milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves as soon as nobody waits for an earlier moment; rejects with the signal's reason when it aborts first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The same, for whoever keeps a request waiting: a mock with the option `clock` does. `Infinity` is for ever. */
  readonly stall: (ms: number, signal?: AbortSignal) => Promise<void>;
  /**
   * Calls back when so much time has passed, unless what it returns is called first: the time limit of a request. It makes no time
   * pass, and others who sleep do not make it expire while requests are at work: then it expires by the machine's clock.
   */
  readonly timer: (ms: number, run: () => void) => () => void;
  /** A signal that aborts when so much time has passed, as `AbortSignal.timeout` does by the machine's clock. */
  readonly timeout: (ms: number) => AbortSignal;
  /** Calls back when it is this time, in milliseconds since the epoch: what has passed already, at once. It makes no time pass. */
  readonly at: (time: number, run: () => void) => void;
  /** The same numbers for the same seed. */
  readonly random: () => number;
  /**
   * Moves the time on without anybody waiting, as when work takes long. Resolves when all that was due meanwhile has happened, each
   * thing at its time; where nothing was due, the time has moved on at once.
   */
  readonly advance: (ms: number) => Promise<void>;
  /** Each sleep that was asked for, in milliseconds, in order: what a test of backoff looks at. */
  readonly sleeps: readonly number[];
}

/** Where a clock begins. */
export interface VirtualClockOptions {
  /** Milliseconds since the epoch. Default: 2025-07-01T13:00:00Z, when the newest generated ticket starts. */
  readonly now?: number | undefined;
  /** For `random`. Default: 1. */
  readonly seed?: number | undefined;
}

/** Lets a test pass hours in no time: whoever sleeps wakes at once, and the time has moved on by then. */
export function virtualClock({
  now = Date.UTC(2025, 6, 1, 13, 0, 0),
  seed = 1,
}: VirtualClockOptions = {}): VirtualClock {
  const sleeps: number[] = [];
  const agenda: Agenda = createAgenda(now);

  function wait(kind: Due["kind"], ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = agenda.add({
        kind,
        at: agenda.now() + whole(ms),
        run() {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
      });
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  return {
    now: agenda.now,
    sleep(ms, signal) {
      sleeps.push(whole(ms));
      return wait("sleep", ms, signal);
    },
    stall: (ms, signal) => wait("stall", ms, signal),
    timer(ms, run) {
      const cancel = agenda.add({ kind: "limit", at: agenda.now() + whole(ms), run: expire });
      const timer = setTimeout(() => {
        cancel();
        run();
      }, ms);
      function expire(): void {
        clearTimeout(timer);
        run();
      }
      return () => {
        clearTimeout(timer);
        cancel();
      };
    },
    timeout(ms) {
      const controller = new AbortController();
      // Where there is no DOMException, an error of that name does as well.
      const reason = Object.assign(new Error("The time limit was exceeded"), { name: "TimeoutError" });
      agenda.add({ kind: "script", at: agenda.now() + whole(ms), run: () => controller.abort(reason) });
      return controller.signal;
    },
    at(time, run) {
      checkNumber("time", time);
      checkFunction("run", run);
      agenda.add({ kind: "script", at: whole(time), run });
    },
    random: seededRandom(seed),
    async advance(ms) {
      const end = agenda.now() + whole(ms);
      while (agenda.runNext(end)) await nextTurn();
      agenda.moveTo(end);
    },
    sleeps,
  };
}

/** No wait ends early. */
function whole(ms: number): number {
  return Math.max(0, Math.ceil(ms));
}
