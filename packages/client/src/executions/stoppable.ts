import { onAbort } from "../on-abort.ts";

/**
 * Iterates over what `start` generates. Unlike that of a generator, its `return` also ends a `next` that is still waiting: the
 * signal that `start` was given aborts, and nothing goes on running.
 */
export function stoppable<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T, void>,
  caller: AbortSignal | undefined,
): AsyncIterator<T, void> {
  const controller = new AbortController();
  let isStopped = false;

  async function* generate(): AsyncGenerator<T, void> {
    caller?.throwIfAborted();
    const letGo = onAbort(caller, () => controller.abort(caller?.reason));
    try {
      yield* start(controller.signal);
    } catch (error) {
      if (!isStopped) throw error;
    } finally {
      letGo();
    }
  }

  const values = generate();
  return {
    next: () => values.next(),
    return() {
      isStopped = true;
      controller.abort();
      return values.return();
    },
  };
}
