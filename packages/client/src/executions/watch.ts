import type { Clock } from "../clock.ts";
import { stoppable } from "../paging/stoppable.ts";
import type { ExecutionChange } from "./execution-change.ts";
import type { ExecutionFilter } from "./execution-filter.ts";
import type { ExecutionList, ListOptions } from "./execution-list.ts";
import { narrow } from "./narrow.ts";
import { rounds } from "./rounds.ts";
import { type FilterQuery, toQuery } from "./to-query.ts";
import { createWatchMemory } from "./watch-memory.ts";
import { resolveWatch, type Watch, type WatchOptions } from "./watch-options.ts";

/** What watching needs of a client. */
export interface WatchContext {
  readonly list: (query: FilterQuery, options: ListOptions) => ExecutionList;
  readonly clock: Clock;
}

/** Tells what changes in a list. Each reading is a watch of its own. */
export function watch(
  context: WatchContext,
  filter?: ExecutionFilter,
  options: WatchOptions = {},
): AsyncIterable<ExecutionChange> {
  const query = toQuery(filter);
  const settings = resolveWatch(options);
  return {
    [Symbol.asyncIterator]: () => stoppable((signal) => tell(context, query, settings, signal), settings.signal),
  };
}

async function* tell(
  { list, clock }: WatchContext,
  query: FilterQuery,
  { interval, existing, lookback, onError }: Watch,
  signal: AbortSignal,
): AsyncGenerator<Iterable<ExecutionChange>, void> {
  const memory = createWatchMemory({ existing, lookback });
  const look = async () => {
    const round = memory.beginRound(clock.now());
    for await (const execution of list(narrow(query, memory.startAfter), { signal })) round.see(execution);
    return round.finish();
  };
  yield* rounds(look, { interval, onError, clock, signal });
}
