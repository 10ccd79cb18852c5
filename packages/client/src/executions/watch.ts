import { abortSignal, boolean, type Checks, checkOptions, func, integer } from "../options.ts";
import { stoppable } from "../paging/stoppable.ts";
import type { Transport } from "../transport.ts";
import { listQuery } from "./list.ts";
import { interval, type OnError, poll } from "./poll.ts";
import { type ExecutionFilter, type FilterQuery, narrow, toQuery } from "./query.ts";
import { createWatchMemory, type ExecutionChange } from "./watch-memory.ts";

/** How tickets are watched. All times in milliseconds, on the client's clock. */
export interface WatchOptions {
  /** From one poll to the next, at least 100. Polls that fail follow each other more slowly. @default 30000 */
  readonly interval?: number | undefined;
  /** Whether the tickets that exist at the beginning are yielded too, as new. The first list is then held as a whole. @default false */
  readonly existing?: boolean | undefined;
  /**
   * How late a ticket may appear in the list after it started, and how long after its end it may change, to be yielded for
   * certain; at least a minute. A longer one costs memory and requests. @default 3600000
   */
  readonly lookback?: number | undefined;
  /** Called for each poll that failed and will be followed by another. What it throws ends the watch. */
  readonly onError?: OnError | undefined;
  /** Ends the watch at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const CHECKS: Checks<WatchOptions> = {
  interval,
  existing: boolean,
  lookback: /* @__PURE__ */ integer(60_000, 9_007_199_254_740_991, "milliseconds"),
  onError: /* @__PURE__ */ func("a function of an error"),
  signal: abortSignal,
};

/**
 * Polls immediately and then every `interval`, yielding each observed change once; `CocClient.executions.watch` says what is
 * yielded for certain. Each iteration is a watch of its own.
 *
 * @throws {InvalidArgumentError} at once. Reading throws what another poll cannot solve.
 */
export function watchExecutions(
  transport: Transport,
  filter?: ExecutionFilter,
  options: WatchOptions = {},
): AsyncIterable<ExecutionChange> {
  const query = toQuery(filter);
  const settings = { ...checkOptions(options, CHECKS, "the options of watch") };
  const start = (signal: AbortSignal) => observeChanges(transport, query, { ...settings, signal });
  return { [Symbol.asyncIterator]: () => stoppable(start, settings.signal) };
}

function observeChanges(
  transport: Transport,
  query: FilterQuery,
  options: WatchOptions & { readonly signal: AbortSignal },
): AsyncIterable<Iterable<ExecutionChange>> {
  const { interval = 30_000, existing = false, lookback = 3_600_000, onError, signal } = options;
  const { clock, retry } = transport;
  const memory = createWatchMemory({ existing, lookback });
  async function readChanges(): Promise<readonly ExecutionChange[]> {
    const round = memory.beginRound(clock.now());
    for await (const { items } of listQuery(transport, narrow(query, memory.startAfter), { signal }).byPage())
      for (const execution of items) round.see(execution);
    return round.finish();
  }
  return poll(readChanges, { interval, maxRetryAfter: retry.maxRetryAfter, onError, clock, signal });
}
