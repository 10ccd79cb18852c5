interface Entry {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const entries = new WeakMap<AbortSignal, Entry>();

/**
 * Calls `callback` when the signal aborts, unless it is unregistered before. However many callbacks a signal has, this package
 * puts one listener on it: Node 20 warns of a leak at the eleventh, and a listing may have more requests than that in flight.
 *
 * @param signal If it has aborted already, nothing is called.
 * @returns Unregisters the callback.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => undefined;
  const { callbacks, listener } = entries.get(signal) ?? listenTo(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    entries.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function listenTo(signal: AbortSignal): Entry {
  const callbacks = new Set<() => void>();
  const listener = () => {
    entries.delete(signal);
    for (const callback of callbacks) callback();
  };
  const entry = { callbacks, listener };
  entries.set(signal, entry);
  signal.addEventListener("abort", listener, { once: true });
  return entry;
}
