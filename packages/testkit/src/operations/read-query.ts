import type { ListExecutionInstancesQuery, ListExecutionStepsQuery, ListExecutionsQuery } from "@coc-executions/types";
import { DEFAULT_LIMIT, type Readers } from "./parameters.ts";
import type { Unknowns } from "./unknowns.ts";

/** The parameters that an operation was called with, of whichever it is. */
export interface CallQuery extends ListExecutionsQuery, ListExecutionStepsQuery, ListExecutionInstancesQuery {}

/** What a query string says: what could be read of it, and what is wrong with the rest. */
export interface ReadQuery {
  readonly query: CallQuery;
  /** The first thing that the service would refuse, as a sentence for `error_msg`. */
  readonly problem: string | undefined;
}

/** Reads the query string of a request, without its question mark. `+` stands for a space, as in any form. */
export function readQuery(queryString: string, readers: Readers, unknowns: Unknowns): ReadQuery {
  const query: Record<string, unknown> = {};
  let problem = isWellEscaped(queryString) ? undefined : "The query holds a broken escape.";
  // Of the text that it is given, `URLSearchParams` drops one question mark in front, which may belong to a name.
  for (const [name, text] of new URLSearchParams(`?${queryString}`)) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) {
      if (unknowns.unknownParameter === "refuse") problem ??= `The parameter ${name} is unknown.`;
      continue;
    }
    const isRepeated = Object.hasOwn(query, name);
    if (isRepeated && unknowns.repeatedParameter === "first") continue;
    const value = read(text, unknowns);
    if (isRepeated && unknowns.repeatedParameter === "refuse") problem ??= `The parameter ${name} is given twice.`;
    else if (value === undefined) problem ??= `The parameter ${name} cannot be ${JSON.stringify(text)}.`;
    else query[name] = value;
  }
  return { query, problem: problem ?? findDepthProblem(query, unknowns) };
}

function findDepthProblem(
  { limit = DEFAULT_LIMIT, offset = 0 }: CallQuery,
  { maxDepth, depthAboveMax, maxLimit }: Unknowns,
): string | undefined {
  const isTooDeep = depthAboveMax === "refuse" && offset + Math.min(limit, maxLimit) > maxDepth;
  return isTooDeep ? `The sum of offset and limit must be at most ${maxDepth}.` : undefined;
}

function isWellEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
