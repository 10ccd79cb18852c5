import type { Execution } from "@coc-executions/types";
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
export type ReadWindow = (offset: number, limit: number, signal: AbortSignal) => Promise<ExecutionPage>;

/** @throws {InvalidArgumentError} when an option cannot work. */
export function createExecutionList(subject: ExecutionSubject, read: ReadWindow, options?: ListOptions): ExecutionList {
  return new Listing<Execution, ExecutionPage>(
    {
      fetchWindow: read,
      idOf: ({ execution_id }) => execution_id,
      versionOf: ({ update_time }) => update_time,
      about: subject,
    },
    options,
  );
}
