import type { ListExecutionsQuery } from "@coc-executions/types";
import type { Unknowns } from "./unknowns.ts";

/** What a query string says: what could be read of it, and what is wrong with the rest. */
export interface ReadQuery {
  readonly query: ListExecutionsQuery;
  /** The first thing that the service would refuse, as a sentence for `error_msg`. */
  readonly problem: string | undefined;
}

type Value = string | number | boolean;

/** Each parameter of the vendor's page and how its text is read; undefined is what it cannot be. */
const PARAMETERS: Readonly<Record<string, (text: string, unknowns: Unknowns) => Value | undefined>> = {
  limit: readLimit,
  offset: (text) => readInteger(text, 0, Number.MAX_SAFE_INTEGER),
  creator: readText,
  start_time: readTime,
  end_time: readTime,
  document_name: readText,
  document_id: readText,
  tags: (text) => (text.split(",").every((tag) => tag.indexOf("=") > 0) ? text : undefined),
  exclude_child_executions: (text) => (text === "true" || text === "false" ? text === "true" : undefined),
};

export const PARAMETER_NAMES: readonly string[] = Object.keys(PARAMETERS);

/** Reads the query string of a request, without its question mark. `+` stands for a space, as in any form. */
export function readQuery(queryString: string, unknowns: Unknowns): ReadQuery {
  const query: Record<string, Value> = {};
  let problem: string | undefined;
  for (const [name, text] of new URLSearchParams(queryString)) {
    const read = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (read === undefined) {
      if (unknowns.unknownParameter === "refuse") problem ??= `The parameter ${name} is unknown.`;
      continue;
    }
    const value = read(text, unknowns);
    if (Object.hasOwn(query, name)) problem ??= `The parameter ${name} is given twice.`;
    else if (value === undefined) problem ??= `The parameter ${name} cannot be ${JSON.stringify(text)}.`;
    else query[name] = value;
  }
  return { query, problem };
}

function readLimit(text: string, unknowns: Unknowns): number | undefined {
  const limit = readInteger(text, -(2 ** 31), 2 ** 31 - 1);
  if (limit === undefined) return undefined;
  if (limit < 1) return unknowns.limitBelowOne === "default" ? limit : undefined;
  return limit > unknowns.maxLimit && unknowns.limitAboveMax === "refuse" ? undefined : limit;
}

function readTime(text: string): number | undefined {
  return readInteger(text, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function readInteger(text: string, min: number, max: number): number | undefined {
  const number = /^-?\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

function readText(text: string): string {
  return text;
}
