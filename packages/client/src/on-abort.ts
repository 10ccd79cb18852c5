interface Waiting {
  readonly calls: Set<() => void>;
  readonly listener: () => void;
}

const waitingOn = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `call` when the signal aborts, unless it is let go of before. However many wait on a signal, it has one listener of this
 * package: Node 20 warns of a leak at the eleventh, and a listing may have more windows than that on their way.
 *
 * @param signal One that has aborted already calls nobody.
 * @returns Lets go.
 */
export function onAbort(signal: AbortSignal | undefined, call: () => void): () => void {
  if (signal === undefined) return () => undefined;
  const { calls, listener } = waitingOn.get(signal) ?? startWaiting(signal);
  calls.add(call);
  return () => {
    if (!calls.delete(call) || calls.size > 0) return;
    waitingOn.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function startWaiting(signal: AbortSignal): Waiting {
  const calls = new Set<() => void>();
  const listener = () => {
    waitingOn.delete(signal);
    for (const call of calls) call();
  };
  const waiting = { calls, listener };
  waitingOn.set(signal, waiting);
  signal.addEventListener("abort", listener, { once: true });
  return waiting;
}
