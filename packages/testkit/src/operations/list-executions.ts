import type { Execution, ListExecutionsQuery } from "@coc-executions/types";
import { type FilterContext, filterExecutions } from "./filter-executions.ts";
import type { MockOperation } from "./operation.ts";
import { type ReadersOf, readBoolean, readLimit, readOffset, readTags, readText, readTime } from "./parameters.ts";
import { windowOf } from "./window.ts";

const PARAMETERS: ReadersOf<ListExecutionsQuery> = {
  limit: readLimit,
  offset: readOffset,
  creator: readText,
  start_time: readTime,
  end_time: readTime,
  document_name: readText,
  document_id: readText,
  tags: readTags,
  exclude_child_executions: readBoolean,
};

export const listExecutions: MockOperation = {
  path: "/v1/executions",
  parameters: PARAMETERS,
  create(context) {
    const matchesOf = createMatcher(context);
    return ({ executions, query }) => ({
      list: windowOf(matchesOf(executions.all(), query), query, context.unknowns),
      rows: "tickets",
    });
  },
};

/**
 * Remembers what matched last: whoever walks a long list asks for window after window of the same tickets, and only the first
 * of these answers has to look at all of them.
 */
function createMatcher(context: FilterContext) {
  let last: { executions: readonly Execution[]; filter: string; matches: readonly Execution[] } | undefined;
  return (executions: readonly Execution[], query: ListExecutionsQuery): readonly Execution[] => {
    const filter = JSON.stringify({ ...query, limit: undefined, offset: undefined });
    if (last?.executions !== executions || last.filter !== filter) {
      last = { executions, filter, matches: filterExecutions(executions, query, context) };
    }
    return last.matches;
  };
}
