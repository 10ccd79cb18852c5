/** One attempt's limit: its signal aborts when the time is up or when the caller gives up, whichever is first. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Whether the time was up; false when the caller gave up. */
  timedOut(): boolean;
  /** `work`, or a rejection at the limit: a `fetch` that does not listen to its signal cannot hang a call. */
  race<T>(work: T | Promise<T>): Promise<T>;
  /** Lets go of the timer and of the caller's signal. */
  stop(): void;
}

/**
 * Starts the limit of one attempt. The caller's signal is listened to by hand and let go of at the end: `AbortSignal.any`
 * and a signal handed to `fetch` keep a listener on it, which adds up on a signal that lives as long as the program.
 */
export function startTimeLimit(timeout: number, caller: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let timedOut = false;
  let giveUp: (reason: unknown) => void;
  const limit = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  limit.catch(() => undefined); // an attempt that is done by then has nobody waiting for this

  const end = (reason: unknown) => {
    controller.abort(reason);
    giveUp(reason);
  };
  const onAbort = () => end(caller?.reason);
  const timer = setTimeout(() => {
    timedOut = true;
    end(new DOMException("The time limit of this attempt has passed", "TimeoutError"));
  }, timeout);
  caller?.addEventListener("abort", onAbort);
  if (caller?.aborted) onAbort(); // it gave up before it was listened to

  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    race: (work) => Promise.race([work, limit]),
    stop() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onAbort);
    },
  };
}
