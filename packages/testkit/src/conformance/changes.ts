import type { Execution } from "@coc-executions/types";
import { execution } from "../data/execution.ts";
import { integerBetween, seededRandom } from "../data/random.ts";
import type { Change } from "./scenario.ts";

/** How many rows come and go before each answer but the first. */
export interface Drift {
  readonly added?: number | undefined;
  readonly removed?: number | undefined;
}

/** Every list comes to rest: a client that reads one ticket a time shall get to the end too. */
const RESTLESS_ANSWERS = 40;

/** Adds rows at the head and takes others out from anywhere, the same for each run. */
export function drift({ added = 0, removed = 0 }: Drift): () => Change {
  return () => {
    const random = seededRandom(1);
    let answers = 0;
    let nextId = 20_000_000;
    return {
      beforeAnswer(_, store) {
        answers++;
        if (answers === 1 || answers > RESTLESS_ANSWERS) return;
        for (let count = 0; count < added; count++) store.add(newest(nextId++, store.all()));
        for (let count = 0; count < removed; count++) {
          // More of the head than of the rest: it is what has been read that moves the window.
          const place = integerBetween(random, 0, Math.floor(store.all().length / 2));
          const leaving = store.all()[place];
          if (leaving !== undefined) store.remove(leaving.execution_id);
        }
      },
    };
  };
}

function newest(id: number, list: readonly Execution[]): Execution {
  const start = (list[0]?.start_time ?? 0) + 1000;
  return execution({ id, execution_id: `EX-added-${id}`, start_time: start, status: "Running" });
}
