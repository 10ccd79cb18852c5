import type { Execution } from "@coc-executions/types";
import type { Clock } from "../clock.ts";
import { isApiError } from "../errors/api-error.ts";
import { isCocError } from "../errors/coc-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import type { Checkpoint } from "../errors/listing-error.ts";
import { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import type { ExecutionPage } from "./execution-page.ts";
import type { FilterQuery } from "./to-query.ts";

/** How a list of tickets is read. */
export type ListOptions = ReadingOptions<Execution>;

/** Every ticket that matches, exactly once, also while the list changes. */
export type ExecutionList = Listing<Execution, ExecutionPage>;

/** What a checkpoint is of. */
export interface ExecutionSubject {
  /** The address of the service. */
  readonly site: string;
  /** The filter in the words of the wire, with all times resolved: `list(checkpoint.query, { from: checkpoint })` goes on. */
  readonly query: FilterQuery;
}

/** Where a listing of tickets stands. */
export type ExecutionCheckpoint = Checkpoint & ExecutionSubject;

/** Reads one window of the list. */
type ReadWindow = (offset: number, limit: number, signal: AbortSignal) => Promise<ExecutionPage>;

/** What a list needs of its client. */
export interface ListContext {
  readonly read: ReadWindow;
  readonly clock: Clock;
  /** The client's limit, where the user has set it. */
  readonly maxConcurrency: number | undefined;
  /** The longest wait that the service may ask for, in milliseconds. */
  readonly maxRetryAfter: number;
}

/** @throws {InvalidArgumentError} when an option cannot work. */
export function createExecutionList(
  subject: ExecutionSubject,
  { read, clock, maxConcurrency = Number.POSITIVE_INFINITY, maxRetryAfter }: ListContext,
  options?: ListOptions,
): ExecutionList {
  const concurrency = options?.concurrency;
  if (concurrency !== undefined && concurrency > maxConcurrency) {
    const allowed = `at most ${maxConcurrency}, the maxConcurrency of the client`;
    throw new InvalidArgumentError({ option: "concurrency", value: concurrency, allowed });
  }
  return new Listing<Execution, ExecutionPage>(
    {
      fetchWindow: read,
      idOf: ({ execution_id }) => execution_id,
      versionOf: ({ update_time }) => update_time,
      about: subject,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      // One that asks for a longer wait than is granted has been waited for as long as is.
      isTransient: (error) =>
        isCocError(error) && error.retryable && !(isApiError(error) && (error.retryAfter ?? 0) > maxRetryAfter),
    },
    options,
  );
}
