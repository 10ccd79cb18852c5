import { abortReason, throwIfAborted } from "../errors.ts";

interface Links {
  readonly controllers: Set<AbortController>;
  readonly listener: () => void;
}

const links = new WeakMap<AbortSignal, Links>();

/**
 * Iterates over the values of the batches that `start` generates. Unlike that of a generator, its `return` and `throw` also end a `next` that is still
 * waiting: the signal that `start` was given aborts, and nothing goes on running. `await using` works where the runtime has it.
 *
 * @param caller The caller's own signal; its abort rejects with its reason.
 */
export function stoppable<T>(
  start: (signal: AbortSignal) => AsyncIterable<Iterable<T>>,
  caller: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  const controller = new AbortController();
  const { signal } = controller;
  let isStopped = false;

  async function* generate(): AsyncGenerator<T, void> {
    throwIfAborted(caller);
    const unlink = caller && link(caller, controller);
    try {
      // No `yield*`, which would wait twice for each value.
      for await (const batch of start(signal)) {
        for (const value of batch) {
          yield value;
          throwIfAborted(signal);
        }
      }
    } catch (error) {
      if (!isStopped) throw error;
    } finally {
      unlink?.();
      controller.abort();
    }
  }

  const values = generate();
  const finish = values.return.bind(values, undefined);
  const stop = () => {
    isStopped = true;
    controller.abort();
    return finish();
  };
  const fail = async (error: unknown) => {
    await stop();
    throw error;
  };
  const dispose: unknown = Reflect.get(Symbol, "asyncDispose");
  return Object.assign(values, {
    return: stop,
    throw: fail,
    ...(typeof dispose === "symbol" ? { [dispose]: async () => void (await stop()) } : {}),
  });
}

/** Aborts `controller` with the signal. Node 20.19 warns of a leak at the eleventh listener, so each signal has one of ours. */
function link(signal: AbortSignal, controller: AbortController): () => void {
  const linked = links.get(signal) ?? listen(signal);
  linked.controllers.add(controller);
  return () => {
    linked.controllers.delete(controller);
    if (linked.controllers.size > 0) return;
    links.delete(signal);
    signal.removeEventListener("abort", linked.listener);
  };
}

function listen(signal: AbortSignal): Links {
  const controllers = new Set<AbortController>();
  const listener = () => {
    for (const controller of controllers) controller.abort(abortReason(signal));
  };
  const linked = { controllers, listener };
  links.set(signal, linked);
  signal.addEventListener("abort", listener, { once: true });
  return linked;
}
