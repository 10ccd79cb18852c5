import { onAbort } from "../on-abort.ts";

interface Run<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets all who come while `start` is under way wait for the one run. Whoever aborts stops waiting at once, with a reason of
 * their own; the run itself is aborted only when nobody waits for it any more.
 */
export function shareRun<T, Context extends { readonly signal?: AbortSignal | undefined }>(
  start: (signal: AbortSignal, context: Context) => Promise<T>,
): (context: Context) => Promise<T> {
  let current: Run<T> | undefined;

  const begin = (context: Context): Run<T> => {
    const controller = new AbortController();
    const result = start(controller.signal, context).finally(() => end(run));
    const run: Run<T> = { result, controller, waiting: 0 };
    result.catch(() => undefined); // when all have left, nobody else listens
    return run;
  };
  const end = (run: Run<T>) => {
    if (current === run) current = undefined;
  };

  return async (context) => {
    const { signal } = context;
    signal?.throwIfAborted();
    current ??= begin(context);
    const run = current;
    run.waiting += 1;

    return new Promise<T>((resolve, reject) => {
      const letGo = onAbort(signal, () => {
        run.waiting -= 1;
        reject(signal?.reason);
        if (run.waiting > 0) return;
        end(run);
        run.controller.abort(signal?.reason);
      });
      run.result.then(resolve, reject).finally(letGo);
    });
  };
}
