/** A call whose caller waits. */
export interface PendingCall {
  readonly request: Request;
  /** `work`, or a rejection with the signal's reason as soon as that aborts. */
  wait<T>(work: Promise<T>): Promise<T>;
}

// The signal of a Request hears of its caller's through a weak reference. While a call hangs nothing else holds on to the Request:
// without this it would be collected, and the caller's abort would reach nobody.
const waiting = new Set<object>();

/**
 * Reads what `fetch` is given as `fetch` does.
 *
 * @throws {TypeError} where a test has frozen what bodies are read by: the call would never end.
 */
export function pendingCall(input: string | URL | Request, init: RequestInit | undefined): PendingCall {
  if (isFrozen(globalThis.queueMicrotask)) throw new TypeError(FROZEN);
  const request = new Request(input, init);
  return {
    request,
    async wait(work) {
      const held = { input, request };
      waiting.add(held);
      try {
        return await untilAbort(request.signal, work);
      } finally {
        waiting.delete(held);
      }
    },
  };
}

const FROZEN =
  'queueMicrotask is frozen by fake timers, and bodies are read by it: no answer would ever arrive. Leave it out, as by toFake: ["setTimeout", "Date"] of vitest or doNotFake: ["queueMicrotask"] of Jest.';

/** The fake timers of vitest, Jest and Sinon mark what they put in the place of a timer. */
function isFrozen(timer: object | undefined): boolean {
  return timer !== undefined && "clock" in timer;
}

function untilAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
