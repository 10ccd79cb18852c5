import { onAbort } from "../on-abort.ts";
import type { FetchWindow } from "./window.ts";

/** A window that was asked for and has come. */
export interface Fetched<W> {
  readonly offset: number;
  readonly window: W;
  /** Whether it was taken before and put back. */
  readonly isBack: boolean;
  /** Whether it may show the list as it was before the answer that was taken before it. */
  readonly mayBeOlder: boolean;
}

interface Asked<W> {
  readonly offset: number;
  readonly isBack: boolean;
  /** How many answers had been taken when it was asked for. */
  readonly takenBefore: number;
  readonly answer: Promise<W>;
}

/** The windows that are on their way, in the order in which they are to be taken. */
export interface FetchAhead<W> {
  /** How many there are. */
  readonly size: number;
  /** Where the next one to take begins. */
  readonly nextOffset: number | undefined;
  /** Where the last one to take begins. */
  readonly lastOffset: number | undefined;
  /** Asks for a window, to be taken before all others or after them. */
  ask(offset: number, limit: number, place: "first" | "last"): void;
  /** Waits for the next one; rejects at once when the caller gives up, whatever `fetchWindow` does. */
  take(): Promise<Fetched<W>>;
  /** Puts a window back, to be taken next. */
  putBack(fetched: Fetched<W>): void;
  /** Gives up on all that are on their way. */
  cancel(): void;
}

/**
 * Keeps windows on their way. What a consumer does not take stays here, so as many are held in memory as are asked for at a
 * time, however slow it is.
 */
export function createFetchAhead<W>(fetchWindow: FetchWindow<W>, caller: AbortSignal | undefined): FetchAhead<W> {
  const controller = new AbortController();
  let giveUp: (reason: unknown) => void = () => undefined; // ends the waiting for the window that is taken
  const giveUpAll = () => {
    controller.abort(caller?.reason);
    giveUp(caller?.reason);
  };
  const letGo = onAbort(caller, giveUpAll);
  if (caller?.aborted) giveUpAll();

  const queue: Asked<W>[] = [];
  let taken = 0;
  return {
    get size() {
      return queue.length;
    },
    get nextOffset() {
      return queue[0]?.offset;
    },
    get lastOffset() {
      return queue.at(-1)?.offset;
    },
    ask(offset, limit, place) {
      const answer = new Promise<W>((resolve) => {
        controller.signal.throwIfAborted(); // nothing is begun once the caller has given up
        resolve(fetchWindow(offset, limit, controller.signal));
      });
      answer.catch(() => undefined); // told when it is taken; nobody takes it once the walk has ended
      queue[place === "first" ? "unshift" : "push"]({ offset, answer, isBack: false, takenBefore: taken });
    },
    async take() {
      const next = queue.shift();
      if (next === undefined) throw new TypeError("No window was asked for");
      const { offset, isBack, takenBefore, answer } = next;
      const mayBeOlder = takenBefore < taken++;
      // No race with a promise that lives as long as the walk: it would keep every window that was ever taken.
      const window = await new Promise<W>((resolve, reject) => {
        caller?.throwIfAborted();
        giveUp = reject;
        answer.then(resolve, reject);
      });
      return { offset, isBack, mayBeOlder, window };
    },
    putBack({ offset, window }) {
      queue.unshift({ offset, answer: Promise.resolve(window), isBack: true, takenBefore: 0 });
    },
    cancel() {
      letGo();
      controller.abort();
    },
  };
}
