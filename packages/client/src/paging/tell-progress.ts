import type { ReadingOptions } from "./listing-options.ts";
import type { Receipt } from "./receipt.ts";

/**
 * Tells how far a listing has come, by its receipt. Called again before another answer has come, it tells nothing.
 *
 * What `onProgress` throws ends the listing. A promise is not waited for, so there is nothing left to end when it rejects.
 */
export function createProgressTeller(onProgress: ReadingOptions<unknown>["onProgress"], receipt: Receipt): () => void {
  if (onProgress === undefined) return () => undefined;
  let answersTold = 0;
  return () => {
    const { windows, rows, lastTotal } = receipt.read();
    if (windows === answersTold) return;
    answersTold = windows;
    const returned: unknown = onProgress({ loaded: rows, total: lastTotal });
    if (returned instanceof Promise) returned.catch(() => undefined);
  };
}
