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
  offset: (text) => readInteger(text, 0n, INT64),
  creator: readText,
  start_time: readTime,
  end_time: readTime,
  document_name: readText,
  document_id: readText,
  tags: (text) => (text.split(",").every((tag) => tag.indexOf("=") > 0) ? text : undefined),
  exclude_child_executions: (text) => (text === "true" || text === "false" ? text === "true" : undefined),
};

/** The type of `offset` and of the times in the vendor's SDKs. */
const INT64 = 2n ** 63n - 1n;

export const PARAMETER_NAMES: readonly string[] = Object.keys(PARAMETERS);

/** Reads the query string of a request, without its question mark. `+` stands for a space, as in any form. */
export function readQuery(queryString: string, unknowns: Unknowns): ReadQuery {
  const query: Record<string, Value> = {};
  let problem = isWellEscaped(queryString) ? undefined : "The query holds a broken escape.";
  // Of the text that it is given, `URLSearchParams` drops one question mark in front, which may belong to a name.
  for (const [name, text] of new URLSearchParams(`?${queryString}`)) {
    const read = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
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
  return { query, problem };
}

function readLimit(text: string, unknowns: Unknowns): number | undefined {
  const limit = readInteger(text, -(2n ** 31n), 2n ** 31n - 1n);
  if (limit === undefined) return undefined;
  if (limit < 1) return unknowns.limitBelowOne === "default" ? limit : undefined;
  return limit > unknowns.maxLimit && unknowns.limitAboveMax === "refuse" ? undefined : limit;
}

function readTime(text: string): number | undefined {
  return readInteger(text, -INT64 - 1n, INT64);
}

/** Above 2^53 the nearest number: no list is as long as that, and no time as late. */
function readInteger(text: string, min: bigint, max: bigint): number | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const integer = BigInt(text);
  return integer >= min && integer <= max ? Number(integer) : undefined;
}

function isWellEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readText(text: string): string {
  return text;
}
