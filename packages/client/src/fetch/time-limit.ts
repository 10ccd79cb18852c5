import { onAbort } from "../on-abort.ts";

/** What is to be done within a time. */
export interface TimeLimitedWork<T> {
  /** Milliseconds. */
  readonly timeout: number;
  /** The caller's own signal. */
  readonly signal: AbortSignal | undefined;
  /** Is given a signal that aborts when the time is up or the caller gives up; it need not listen to it. */
  readonly work: (signal: AbortSignal) => Promise<T>;
  /** Gives the result where the time is up. */
  readonly onTimeout: () => T;
}

/**
 * Does the work within the time. Ends at once when the time is up or when the caller gives up, then with the caller's reason: a
 * `fetch` that does not listen to its signal cannot hang a call.
 *
 * The caller's signal is listened to by hand and let go of at the end: `AbortSignal.any` and a signal handed to `fetch` keep a
 * listener on it, which adds up on a signal that lives as long as the program.
 */
export function withTimeLimit<T>({ timeout, signal: caller, work, onTimeout }: TimeLimitedWork<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    caller?.throwIfAborted();
    const controller = new AbortController();
    const timer = setTimeout(() => {
      stop();
      controller.abort(new DOMException("The time limit has passed", "TimeoutError"));
      resolve(onTimeout());
    }, timeout);
    const letGo = onAbort(caller, () => {
      stop();
      controller.abort(caller?.reason);
      reject(caller?.reason);
    });
    const stop = () => {
      clearTimeout(timer);
      letGo();
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
