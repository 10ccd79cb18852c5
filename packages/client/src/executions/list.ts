import type { Execution } from "@coc-executions/types";
import { type Checkpoint, InvalidArgumentError, isApiError, isCocError } from "../errors.ts";
import { parseCheckpoint } from "../paging/checkpoint.ts";
import { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import type { Transport } from "../transport.ts";
import { type ExecutionPage, readWindow } from "./list-page.ts";
import { checkpointQuery, type ExecutionFilter, type FilterQuery, toQuery } from "./query.ts";

/** How a list of tickets is read. */
export interface ListOptions extends ReadingOptions<Execution> {}

/** Every ticket that matches, exactly once, even while the list changes. */
export interface ExecutionList extends Listing<Execution, ExecutionPage> {}

/** What a checkpoint is of. */
interface ExecutionSubject {
  /** The address of the service. */
  readonly site: string;
  /** The filter in the words of the wire, with all times resolved. */
  readonly query: FilterQuery;
}

/** Where a listing of tickets stands. */
export interface ExecutionCheckpoint extends Checkpoint, ExecutionSubject {}

/**
 * Every ticket that matches, exactly once, even while the list changes. Nothing is requested before it is read.
 *
 * @param filter May be left out, or `{}`, if `from` is given: the checkpoint has its filter.
 * @throws {InvalidArgumentError} at once. Reading throws what `listExecutionsPage` throws, and {@link ListingError} if the list
 * cannot be read whole.
 */
export function listExecutions(
  transport: Transport,
  filter?: ExecutionFilter,
  options: ListOptions = {},
): ExecutionList {
  const given = toQuery(filter);
  const isFilterOfCheckpoint = options?.from !== undefined && Object.keys(given).length === 0;
  const query = isFilterOfCheckpoint ? checkpointQuery(parseCheckpoint(options.from).query) : given;
  return listQuery(transport, query, options);
}

/** The same for a filter that has been converted. */
export function listQuery(transport: Transport, query: FilterQuery, options: ListOptions): ExecutionList {
  const { baseUrl, clock, limiter, maxConcurrency = Number.POSITIVE_INFINITY } = transport;
  const concurrency = options?.concurrency ?? 0;
  if (concurrency > maxConcurrency) {
    const allowed = `at most ${maxConcurrency}, the maxConcurrency of the client`;
    throw new InvalidArgumentError({ option: "concurrency", value: concurrency, allowed });
  }
  const list = new Listing<Execution, ExecutionPage>(
    {
      fetchWindow: (offset, limit, signal) => readWindow(transport, { ...query, offset, limit }, signal),
      idOf: ({ execution_id }) => execution_id,
      versionOf: ({ update_time }) => update_time,
      about: { site: baseUrl, query },
      sleep: (ms, signal) => clock.sleep(ms, signal),
      isTransient: (error) => isTransient(error, transport),
    },
    options,
  );
  limiter.raise(concurrency);
  return list;
}

/** Not if the service asked for a longer wait than is granted: that long has been waited then. */
function isTransient(error: unknown, { retry }: Transport): boolean {
  if (!isCocError(error) || !error.retryable) return false;
  return !isApiError(error) || (error.retryAfter ?? 0) <= retry.maxRetryAfter;
}
