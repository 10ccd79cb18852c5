import { onAbort } from "../abort.ts";
import { type Clock, systemTimer } from "../clock.ts";
import { abortReason, throwIfAborted } from "../errors.ts";

/** Work, and how long it may take. */
export interface TimeLimitedWork<T> {
  /** Milliseconds. */
  readonly timeout: number;
  /** Whose time it is. */
  readonly clock: Clock;
  /** The caller's own signal. */
  readonly signal: AbortSignal | undefined;
  /** Receives a signal that aborts when the time is up or the caller aborts; it need not listen to it. */
  readonly work: (signal: AbortSignal) => Promise<T>;
  /** The result if the time is up. */
  readonly onTimeout: () => T;
}

/**
 * Ends with the work, when the time is up, or when the caller aborts, then with the caller's reason: a `fetch` that ignores its
 * signal cannot hang a call.
 *
 * The listener on the caller's signal is removed at the end: `AbortSignal.any` and a signal passed to `fetch` leave a listener
 * behind, which adds up on a signal that lives as long as the program.
 */
export function withTimeLimit<T>({ timeout, clock, signal: caller, work, onTimeout }: TimeLimitedWork<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    throwIfAborted(caller);
    const controller = new AbortController();
    const expire = () => {
      stop();
      // No DOMException: React Native's Hermes has none.
      controller.abort(Object.assign(new Error("The time limit was exceeded"), { name: "TimeoutError" }));
      resolve(onTimeout());
    };
    const stopTimer = clock.timer?.(timeout, expire) ?? systemTimer(timeout, expire);
    const unregister = onAbort(caller, () => {
      stop();
      const reason = caller && abortReason(caller);
      controller.abort(reason);
      reject(reason);
    });
    const stop = () => {
      stopTimer();
      unregister();
    };
    work(controller.signal).then(
      (result) => {
        stop();
        resolve(result);
      },
      (error) => {
        stop();
        reject(error);
      },
    );
  });
}
