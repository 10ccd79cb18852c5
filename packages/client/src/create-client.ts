import type { Execution } from "@coc-executions/types";
import type { CallOptions } from "./call-options.ts";
import type { ClientOptions } from "./client-options.ts";
import type { ExecutionChange } from "./executions/execution-change.ts";
import type { ExecutionFilter } from "./executions/execution-filter.ts";
import { createExecutionList, type ExecutionList, type ListOptions } from "./executions/execution-list.ts";
import type { ExecutionPage } from "./executions/execution-page.ts";
import { listPage, listWindow } from "./executions/list-page.ts";
import { checkpointQuery, type PageQuery, toQuery } from "./executions/to-query.ts";
import type { WaitOptions } from "./executions/wait-options.ts";
import { waitUntilDone } from "./executions/wait-until-done.ts";
import { watch } from "./executions/watch.ts";
import type { WatchOptions } from "./executions/watch-options.ts";
import { type ApiClient, createApi } from "./fetch/api.ts";
import { createClientState } from "./fetch/client-state.ts";
import { parseCheckpoint } from "./paging/checkpoint.ts";
import { resolveOptions } from "./resolve-options.ts";

/** Reads the job service tickets of one account. */
export interface CocClient {
  readonly executions: {
    /**
     * Reads one page: `GET /v1/executions`. The order is not documented; the vendor's example is newest first.
     *
     * @throws {InvalidArgumentError} before anything is sent.
     * @throws {ApiError} when the service refuses, {@link NetworkError}, {@link TimeoutError} or
     * {@link UnexpectedResponseError} when no proper answer came; each after the retries that can help.
     */
    listPage(query?: PageQuery, options?: CallOptions): Promise<ExecutionPage>;
    /**
     * Every ticket that matches, exactly once, also while the list changes. Nothing is sent until it is read.
     *
     * @throws {InvalidArgumentError} at once. Reading throws what `listPage` throws, and {@link ListingError} where the
     * listing cannot be made whole.
     *
     * @param filter May be left out, or `{}`, where `from` is given: the checkpoint has its filter.
     */
    list(filter?: ExecutionFilter, options?: ListOptions): ExecutionList;
    /**
     * Looks at the list at once and then at every `interval`, and tells each change that it sees, once. Tickets that are there at
     * the beginning, which is the first list that was read whole, are told only where `existing` is true.
     *
     * Told is every ticket that appears in the list within `lookback` of its start, and every change of a ticket that has not ended
     * or whose last time is not older than `lookback`. What happens to a ticket between two looks is one change, with its last
     * state; that goes for faults and for a loop that takes its time, however long. No fault that may pass ends a watch.
     *
     * Not told is what no look can see, a state that comes and goes between two, and that a ticket has left the list. A ticket that
     * ended longer ago is forgotten: what still changes of it may be missed, and comes as new where it is seen. Ended tickets
     * being forgotten, memory holds those that run and those of the last `lookback`. Each look reads what has started since the
     * oldest ticket that still runs: narrow the filter where some never end.
     *
     * @throws {InvalidArgumentError} at once. Reading throws what another look cannot mend: {@link ApiError} that is not
     * `retryable`, such as a 401 or a 403, and {@link CredentialsError}.
     */
    watch(filter?: ExecutionFilter, options?: WatchOptions): AsyncIterable<ExecutionChange>;
    /**
     * Waits for the end of a ticket and gives it as it then is, however it ended: ask `isSuccess`. It is looked for in the list, at
     * once and then at every `interval`; one that is not listed yet is waited for as well. No fault that may pass ends the waiting.
     *
     * @throws {WaitTimeoutError} when `timeout` has passed; it has the ticket as it was last seen.
     * @throws {InvalidArgumentError} before anything is sent, and what reading `watch` throws.
     */
    waitUntilDone(execution_id: string, options?: WaitOptions): Promise<Execution>;
  };
  /** The openapi-fetch client itself, signed, timed and retried like the helpers, for what has none. */
  readonly api: ApiClient;
}

/**
 * Sets up a client for one site and one account. It opens nothing and needs no closing; make one and share it.
 *
 * @throws {InvalidArgumentError} when an option cannot work.
 */
export function createClient(options: ClientOptions): CocClient {
  const settings = resolveOptions(options);
  const state = createClientState(settings);
  const api = createApi(settings, state);
  const reading = { api, emit: settings.emit, toldDrift: state.toldDrift };
  const list: CocClient["executions"]["list"] = (filter, listOptions) => {
    const from = listOptions?.from;
    const given = toQuery(filter);
    const isFilterOfCheckpoint = from !== undefined && Object.keys(given).length === 0;
    const query = isFilterOfCheckpoint ? checkpointQuery(parseCheckpoint(from).query) : given;
    const read = (offset: number, limit: number, signal: AbortSignal) =>
      listWindow(reading, { ...query, offset, limit }, signal);
    const { clock, maxConcurrency, retry } = settings;
    const context = { read, clock, maxConcurrency, maxRetryAfter: retry.maxRetryAfter };
    const executions = createExecutionList({ site: settings.baseUrl, query }, context, listOptions);
    state.limiter.widen(listOptions?.concurrency ?? 0);
    return executions;
  };
  const watching = { list, clock: settings.clock };
  return {
    executions: {
      listPage: (query, callOptions) => listPage(reading, query, callOptions),
      list,
      watch: (filter, watchOptions) => watch(watching, filter, watchOptions),
      waitUntilDone: (execution_id, waitOptions) => waitUntilDone(watching, execution_id, waitOptions),
    },
    api: api.client,
  };
}
