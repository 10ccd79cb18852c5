import type { Execution, ListExecutionsQuery } from "@coc-executions/types";
import type { Unknowns } from "./unknowns.ts";

/** What a filter needs to know beside the query. */
export interface FilterContext {
  readonly unknowns: Unknowns;
  readonly isChild: (execution: Execution) => boolean;
}

type Predicate = (execution: Execution) => boolean;

/** The tickets that match every filter of the query, in their order. */
export function filterExecutions(
  executions: readonly Execution[],
  query: ListExecutionsQuery,
  context: FilterContext,
): readonly Execution[] {
  const predicates = predicatesOf(query, context);
  if (predicates.length === 0) return executions;
  return executions.filter((execution) => predicates.every((matches) => matches(execution)));
}

function predicatesOf(query: ListExecutionsQuery, { unknowns, isChild }: FilterContext): readonly Predicate[] {
  const { creator, document_name, document_id, start_time, end_time, tags } = query;
  const predicates: Predicate[] = [];
  if (creator !== undefined) predicates.push(contains("creator", creator, unknowns));
  if (document_name !== undefined) predicates.push(contains("document_name", document_name, unknowns));
  if (document_id !== undefined) predicates.push((execution) => execution.document_id === document_id);
  // "Greater than" and "less than" on the vendor's Chinese page: both bounds are exclusive.
  if (start_time !== undefined) predicates.push((execution) => (execution.start_time ?? Number.NaN) > start_time);
  if (end_time !== undefined) predicates.push(endsBefore(end_time, unknowns));
  if (tags !== undefined) predicates.push(carries(tags, unknowns));
  if (query.exclude_child_executions ?? !unknowns.childrenByDefault)
    predicates.push((execution) => !isChild(execution));
  return predicates;
}

function contains(field: "creator" | "document_name", text: string, { fuzzyCase }: Unknowns): Predicate {
  const fold = (value: string) => (fuzzyCase === "insensitive" ? value.toLowerCase() : value);
  const wanted = fold(text);
  return (execution) => fold(execution[field] ?? "").includes(wanted);
}

function endsBefore(bound: number, { endTimeBounds, endTimeMatchesUnended }: Unknowns): Predicate {
  return (execution) => {
    const time = execution[endTimeBounds];
    return time === undefined || time === null ? endTimeMatchesUnended : time < bound;
  };
}

function carries(tags: string, unknowns: Unknowns): Predicate {
  const wanted = tags.split(",").map((tag) => {
    const equals = tag.indexOf("=");
    return { key: tag.slice(0, equals), value: tag.slice(equals + 1) };
  });
  return (execution) => {
    const carried = execution.tags ?? [];
    const has = (tag: { key: string; value: string }) =>
      carried.some(({ key, value }) => key === tag.key && value === tag.value);
    return unknowns.tags === "all" ? wanted.every(has) : wanted.some(has);
  };
}
