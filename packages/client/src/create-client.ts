import type { CallOptions } from "./call-options.ts";
import type { ClientOptions } from "./client-options.ts";
import type { ExecutionFilter } from "./executions/execution-filter.ts";
import { createExecutionList, type ExecutionList, type ListOptions } from "./executions/execution-list.ts";
import type { ExecutionPage } from "./executions/execution-page.ts";
import { listPage, listWindow } from "./executions/list-page.ts";
import { type PageQuery, toQuery } from "./executions/to-query.ts";
import { type ApiClient, createApi } from "./fetch/api.ts";
import { createClientState } from "./fetch/client-state.ts";
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
     */
    list(filter?: ExecutionFilter, options?: ListOptions): ExecutionList;
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
  return {
    executions: {
      listPage: (query, callOptions) => listPage(reading, query, callOptions),
      list(filter, listOptions) {
        const query = toQuery(filter);
        const readWindow = (offset: number, limit: number, signal: AbortSignal) =>
          listWindow(reading, { ...query, offset, limit }, signal);
        return createExecutionList({ site: settings.baseUrl, query }, readWindow, listOptions);
      },
    },
    api: api.client,
  };
}
