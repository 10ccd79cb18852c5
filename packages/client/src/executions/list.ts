import type { Execution } from "@coc-executions/types";
import type { Checkpoint } from "../errors.ts";
import { parseCheckpoint } from "../paging/checkpoint.ts";
import type { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import type { Transport } from "../transport.ts";
import { type ExecutionPage, LIST_EXECUTIONS } from "./list-page.ts";
import { listRows } from "./list-rows.ts";
import { checkpointQuery, type ExecutionFilter, type FilterQuery, toQuery } from "./query.ts";

/** How a list of tickets is read. */
export interface ListOptions extends ReadingOptions<Execution> {}

/** Every ticket that matches, exactly once, even while the list changes. @sealed */
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
  return listRows(transport, LIST_EXECUTIONS, { query }, options);
}
