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

function predicatesOf(query: ListExecutionsQuery, context: FilterContext): readonly Predicate[] {
  const { exclude_child_executions = !context.unknowns.childrenByDefault } = query;
  const given = { ...query, exclude_child_executions: exclude_child_executions || undefined };
  return Object.entries(FILTERS).flatMap(([name, filter]) => {
    const value: unknown = Reflect.get(given, name);
    return value === undefined ? [] : [filter(value as never, context)]; // of the type of its name, which `Filters` says
  });
}

/** What a filter makes of its value. */
type Filters = {
  readonly [Name in keyof Omit<ListExecutionsQuery, "limit" | "offset">]-?: (
    value: NonNullable<ListExecutionsQuery[Name]>,
    context: FilterContext,
  ) => Predicate;
};

/** If the compiler misses one here, the contract has gained a parameter: the mock has to filter by it. */
const FILTERS: Filters = {
  creator: (text, { unknowns }) => contains("creator", text, unknowns),
  document_name: (text, { unknowns }) => contains("document_name", text, unknowns),
  document_id: (id) => (execution) => execution.document_id === id,
  // "Greater than" and "less than" on the vendor's Chinese page: both bounds are exclusive.
  start_time: (bound) => (execution) => (execution.start_time ?? Number.NaN) > bound,
  end_time: (bound, { unknowns }) => endsBefore(bound, unknowns),
  tags: (tags, { unknowns }) => carries(tags, unknowns),
  exclude_child_executions:
    (excluded, { isChild }) =>
    (execution) =>
      !excluded || !isChild(execution),
};

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
