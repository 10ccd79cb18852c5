import type { Execution } from "@coc-executions/types";
import type { CallOptions, ClientOptions } from "./client-options.ts";
import { observeDrift } from "./executions/drift.ts";
import { getExecution } from "./executions/get.ts";
import { type ExecutionInstanceList, type InstanceListOptions, listInstances } from "./executions/instances.ts";
import { type ExecutionList, type ListOptions, listExecutions } from "./executions/list.ts";
import { type ExecutionPage, listExecutionsPage } from "./executions/list-page.ts";
import type { ExecutionFilter, PageQuery } from "./executions/query.ts";
import { type ExecutionStepList, listSteps, type StepListOptions } from "./executions/steps.ts";
import { type WaitOptions, waitUntilDone } from "./executions/wait-until-done.ts";
import { type WatchOptions, watchExecutions } from "./executions/watch.ts";
import type { ExecutionChange } from "./executions/watch-memory.ts";
import { type ExecutionFailure, type WhyOptions, whyFailed } from "./executions/why.ts";
import { type ApiClient, createApi } from "./http/api.ts";
import { createTransport, sendWith } from "./transport.ts";

/** Reads the job service tickets of one account. @sealed */
export interface CocClient {
  readonly executions: {
    /**
     * Reads one page: `GET /v1/executions`. The order is not documented; the vendor's example is newest first.
     *
     * @throws {InvalidArgumentError} before anything is sent.
     * @throws {ApiError} if the service refuses, {@link NetworkError}, {@link TimeoutError} or {@link UnexpectedResponseError}
     * if there was no proper response; each after the retries that can help.
     */
    listPage(query?: PageQuery, options?: CallOptions): Promise<ExecutionPage>;
    /**
     * Every ticket that matches, exactly once, even while the list changes. Nothing is requested before it is read.
     *
     * @param filter May be left out, or `{}`, if `from` is given: the checkpoint has its filter.
     * @throws {InvalidArgumentError} at once. Reading throws what `listPage` throws, and {@link ListingError} if the list
     * cannot be read whole.
     */
    list(filter?: ExecutionFilter, options?: ListOptions): ExecutionList;
    /**
     * Reads one ticket: `GET /v1/executions/{execution_id}`. Its `id` and `sys_tags`, which the list has, may be absent.
     *
     * @throws {NotFoundError} if there is no such ticket.
     * @throws {InvalidArgumentError} before anything is sent, and what `listPage` throws.
     */
    get(execution_id: string, options?: CallOptions): Promise<Execution>;
    /**
     * Every step of a ticket, exactly once, in the service's order, which is not documented. Nothing is requested before it is read.
     *
     * @throws {InvalidArgumentError} at once. Reading throws {@link NotFoundError} if there is no such ticket, and what reading
     * `list` throws.
     */
    steps(execution_id: string, options?: StepListOptions): ExecutionStepList;
    /**
     * Everything that a step ran on, such as servers, exactly once, in the service's order, which is not documented. Nothing is
     * requested before it is read.
     *
     * @throws {InvalidArgumentError} at once. Reading throws {@link NotFoundError} if there is no such step, and what reading
     * `list` throws.
     */
    instances(execution_step_id: string, options?: InstanceListOptions): ExecutionInstanceList;
    /**
     * Why a ticket failed: its steps that failed and their instances that did, with their messages. Cause comes before effect: what
     * failed or timed out before what was cancelled, and of these what ended first.
     *
     * @throws {NotFoundError} if there is no such ticket.
     * @throws {InvalidArgumentError} before anything is sent, and what reading `list` throws.
     */
    why(execution_id: string, options?: WhyOptions): Promise<ExecutionFailure>;
    /**
     * Polls immediately and then every `interval`, yielding each observed change once. Tickets that exist at the beginning,
     * which is the first list that was read whole, are yielded only if `existing` is true.
     *
     * Yielded are every ticket that appears in the list within `lookback` of its start, and every change of a ticket that has
     * not ended or whose last time is not older than `lookback`. What happens to a ticket between two polls is one change,
     * with its last state, however long errors or the loop take. Transient errors never end a watch.
     *
     * Not yielded are states that come and go between two polls, and that a ticket has left the list. A ticket that ended
     * longer ago is forgotten: its later changes may be missed, and it counts as new if it is seen again. So memory holds the
     * tickets that run and those of the last `lookback`. Each poll reads what has started since the oldest ticket that still
     * runs: narrow the filter if some never end.
     *
     * @throws {InvalidArgumentError} at once. Reading throws what another poll cannot solve: an {@link ApiError} that is not
     * `retryable`, such as a 401 or a 403, and {@link CredentialsError}.
     */
    watch(filter?: ExecutionFilter, options?: WatchOptions): AsyncIterable<ExecutionChange>;
    /**
     * Waits until a ticket has ended, and resolves to it, however it ended: ask `isSuccess`. It is read immediately and then every
     * `interval`, by one request each. A ticket that is not visible yet is waited for. Transient errors never end the wait. With
     * `failures: true` it resolves to what of the ticket failed too, as `why` does.
     *
     * @throws {WaitTimeoutError} after `timeout`; it has the ticket as it was last seen.
     * @throws {NotFoundError} if there has been no such ticket for `notFoundGrace`.
     * @throws {InvalidArgumentError} before anything is sent, and what reading `watch` throws.
     */
    waitUntilDone(execution_id: string, options: WaitOptions & { readonly failures: true }): Promise<ExecutionFailure>;
    waitUntilDone(
      execution_id: string,
      options?: WaitOptions & { readonly failures?: false | undefined },
    ): Promise<Execution>;
  };
  /** The openapi-fetch client itself, signed, timed and retried like the methods above, for what has no method. */
  readonly api: ApiClient;
}

/**
 * Creates a client for one site and one account. It holds no open resources; create one and reuse it.
 *
 * @throws {InvalidArgumentError} if an option cannot work.
 */
export function createClient(options: ClientOptions): CocClient {
  const transport = createTransport(options);
  observeDrift(transport);
  return {
    executions: {
      listPage: (query, callOptions) => listExecutionsPage(transport, query, callOptions),
      list: (filter, listOptions) => listExecutions(transport, filter, listOptions),
      get: (execution_id, callOptions) => getExecution(transport, execution_id, callOptions),
      steps: (execution_id, listOptions) => listSteps(transport, execution_id, listOptions),
      instances: (execution_step_id, listOptions) => listInstances(transport, execution_step_id, listOptions),
      why: (execution_id, whyOptions) => whyFailed(transport, execution_id, whyOptions),
      watch: (filter, watchOptions) => watchExecutions(transport, filter, watchOptions),
      waitUntilDone: waitUntilDone.bind(undefined, transport) as CocClient["executions"]["waitUntilDone"], // `bind` sees one overload
    },
    api: createApi(transport.baseUrl, transport.headers, (request) =>
      sendWith(transport, request, { signal: request.signal }),
    ),
  };
}
