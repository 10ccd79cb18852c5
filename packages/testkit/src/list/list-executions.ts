import type { Execution, ListExecutionsQuery, ListExecutionsResponse } from "@coc-executions/types";
import { type FilterContext, filterExecutions } from "./filter-executions.ts";

/** Source: the vendor's page, on a query without `limit`. */
export const DEFAULT_LIMIT = 10;

/** The answer to a query: the window that it asks for, and how many tickets match in all. */
export function listExecutions(
  executions: readonly Execution[],
  query: ListExecutionsQuery,
  context: FilterContext,
): ListExecutionsResponse {
  const { limit: asked = DEFAULT_LIMIT, offset = 0 } = query;
  const limit = asked < 1 ? DEFAULT_LIMIT : asked; // where the query was not refused for it
  const matches = filterExecutions(executions, query, context);
  const end = offset + Math.min(limit, context.unknowns.maxLimit);
  return { data: matches.slice(offset, end), total: matches.length };
}
