import type { Execution, ListExecutionsQuery, ListExecutionsResponse } from "@coc-executions/types";
import { type FilterContext, filterExecutions } from "./filter-executions.ts";

/** Source: the vendor's page, on a query without `limit`. */
export const DEFAULT_LIMIT = 10;

/** The answer to a query: the window that it asks for, and how many tickets match in all. */
export type ListExecutions = (executions: readonly Execution[], query: ListExecutionsQuery) => ListExecutionsResponse;

/**
 * Remembers what matched last: whoever walks a long list asks for window after window of the same tickets, and only the first
 * of these answers has to look at all of them.
 */
export function createListExecutions(context: FilterContext): ListExecutions {
  let last: { executions: readonly Execution[]; filter: string; matches: readonly Execution[] } | undefined;

  function matchesOf(executions: readonly Execution[], query: ListExecutionsQuery): readonly Execution[] {
    const filter = JSON.stringify({ ...query, limit: undefined, offset: undefined });
    if (last?.executions !== executions || last.filter !== filter) {
      last = { executions, filter, matches: filterExecutions(executions, query, context) };
    }
    return last.matches;
  }

  const { maxLimit, successCode } = context.unknowns;
  const envelope = successCode === "absent" ? {} : { error_code: successCode };

  return (executions, query) => {
    const { limit: asked = DEFAULT_LIMIT, offset = 0 } = query;
    const limit = asked < 1 ? DEFAULT_LIMIT : asked; // where the query was not refused for it
    const matches = matchesOf(executions, query);
    const end = offset + Math.min(limit, maxLimit);
    return { ...envelope, data: matches.slice(offset, end), total: matches.length };
  };
}
