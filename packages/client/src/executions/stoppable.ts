/**
 * Iterates over what `start` generates. Unlike that of a generator, its `return` also ends a `next` that is still waiting: the
 * signal that `start` was given aborts, and nothing goes on running.
 */
export function stoppable<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T, void>,
  caller: AbortSignal | undefined,
): AsyncIterator<T, void> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(caller?.reason);
  let isStopped = false;

  async function* generate(): AsyncGenerator<T, void> {
    caller?.throwIfAborted();
    caller?.addEventListener("abort", onAbort);
    try {
      yield* start(controller.signal);
    } catch (error) {
      if (!isStopped) throw error;
    } finally {
      caller?.removeEventListener("abort", onAbort);
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
