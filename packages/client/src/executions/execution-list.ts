import type { Execution } from "@coc-executions/types";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { createReceipt } from "../paging/receipt.ts";
import { walk } from "../paging/walk.ts";
import { requireInteger, requireKnownKeys, requireSignal } from "../validate.ts";
import type { ExecutionPage } from "./execution-page.ts";
import type { ExecutionPredicate } from "./predicates.ts";

/** How a list is read. */
export interface ListOptions {
  /** Only tickets for which this is true: for what the service cannot filter by. */
  readonly where?: ExecutionPredicate | undefined;
  /** Tickets to ask for at a time. The wire's own maximum is not known; 100 is known to work. @default 100 */
  readonly pageSize?: number | undefined;
  /** Stop after this many tickets. @default none */
  readonly maxItems?: number | undefined;
  /** Ends the listing at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads one window of the list. */
export type ReadPage = (window: { offset: number; limit: number }) => Promise<ExecutionPage>;

/**
 * All tickets that match, to be read once or often: each `for await`, `byPage()` and `toArray()` is a listing of its own, from
 * the head of the list. Nothing is sent before.
 */
export class ExecutionList implements AsyncIterable<Execution> {
  readonly #readPage: ReadPage;
  readonly #options: ResolvedOptions;

  constructor(readPage: ReadPage, options: ListOptions = {}) {
    this.#readPage = readPage;
    this.#options = resolveListOptions(options);
  }

  /** Ticket by ticket. Leaving the loop early sends nothing further. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Execution, void> {
    for await (const { items } of this.byPage()) yield* items;
  }

  /** Page by page, each with the tickets that no page before it held, and that pass `where`; a page may be empty. */
  async *byPage(): AsyncGenerator<ExecutionPage, void> {
    const { pageSize, where, maxItems } = this.#options;
    let left = maxItems;
    if (left === 0) return;
    const steps = walk(
      {
        fetchWindow: (offset, limit) => this.#readPage({ offset, limit }),
        idOf: (execution: Execution) => execution.execution_id,
        limit: pageSize,
      },
      createReceipt(),
    );
    for await (const { window, fresh } of steps) {
      const items = fresh
        .map(({ item }) => item)
        .filter(where)
        .slice(0, left);
      left -= items.length;
      yield { ...window, items };
      if (left === 0) return;
    }
  }

  /** All of them at once, or a rejection: never a part. */
  async toArray(): Promise<Execution[]> {
    const all: Execution[] = [];
    for await (const execution of this) all.push(execution);
    return all;
  }
}

interface ResolvedOptions {
  readonly where: ExecutionPredicate;
  readonly pageSize: number;
  readonly maxItems: number;
}

function resolveListOptions(options: ListOptions): ResolvedOptions {
  requireKnownKeys(options, ["where", "pageSize", "maxItems", "signal"], "the options of list");
  const { where = () => true, pageSize = 100, maxItems = Number.MAX_SAFE_INTEGER, signal } = options;
  if (typeof where !== "function") {
    throw new InvalidArgumentError({
      option: "where",
      value: where,
      allowed: "a function of a ticket that returns true or false",
    });
  }
  requireInteger(pageSize, "pageSize", { min: 1, max: 2 ** 31 - 1 });
  requireInteger(maxItems, "maxItems", { min: 0, max: Number.MAX_SAFE_INTEGER });
  requireSignal(signal);
  return { where, pageSize, maxItems };
}
