import type { ListExecutionsQuery } from "@coc-executions/types";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { requireInteger, requireKnownKeys } from "../validate.ts";
import type { ExecutionFilter } from "./execution-filter.ts";
import { toEpochMilliseconds } from "./time.ts";

/** A filter in the words of the wire. */
export type FilterQuery = Omit<ListExecutionsQuery, "limit" | "offset">;

/** A filter and the window to read, the whole query of one page. */
export interface PageQuery extends ExecutionFilter {
  /** How many tickets to ask for, from 1. Left out, the service sends 10; how many it sends at most is not known. */
  readonly limit?: number | undefined;
  /** How many tickets of the list to pass over, from 0. */
  readonly offset?: number | undefined;
}

type Convert = (value: unknown, option: string) => string | number | boolean;

/** How each key is checked and converted, in the order in which they are sent, which is that of their signature. */
const RULES: Readonly<Record<keyof PageQuery, Convert>> = {
  creator: toText,
  document_id: toText,
  document_name: toText,
  end_time: toEpochMilliseconds,
  exclude_child_executions: toBoolean,
  limit: toLimit,
  offset: toOffset,
  start_time: toEpochMilliseconds,
  tags: toTags,
};

const PAGE_KEYS = Object.keys(RULES) as (keyof PageQuery)[];
const FILTER_KEYS = PAGE_KEYS.filter((key) => key !== "limit" && key !== "offset");

/**
 * Turns a filter into the query that is sent: times into epoch milliseconds, tags into the one string that the wire carries.
 *
 * @throws {InvalidArgumentError} for an unknown key and for a value that the wire cannot carry or that is surely a mistake.
 */
export function toQuery(filter: ExecutionFilter = {}): FilterQuery {
  return convert(filter, FILTER_KEYS, "the filter");
}

/** The filter that a checkpoint holds, checked like any other. */
export function checkpointQuery(query: unknown = {}): FilterQuery {
  return convert(query, FILTER_KEYS, "the query of the checkpoint");
}

/** The same for the query of one page. */
export function toPageQuery(query: PageQuery = {}): ListExecutionsQuery {
  return convert(query, PAGE_KEYS, "the query");
}

/** Converts each of the keys that has a value by its own rule, and refuses any other. */
function convert(given: unknown, keys: readonly (keyof PageQuery)[], what: string): ListExecutionsQuery {
  requireKnownKeys(given, keys, what);
  const values: Record<string, unknown> = { ...given };
  const converted: Record<string, unknown> = {};
  for (const key of keys) {
    const value = values[key];
    if (value !== undefined) converted[key] = RULES[key](value, key);
  }
  return converted;
}

function toLimit(value: unknown, option: string): number {
  return requireInteger(value, option, { min: 1, max: 2 ** 31 - 1 }); // int32 on the wire
}

function toOffset(value: unknown, option: string): number {
  return requireInteger(value, option, { min: 0, max: Number.MAX_SAFE_INTEGER });
}

function toText(value: unknown, option: string): string {
  if (typeof value !== "string" || value === "") {
    throw new InvalidArgumentError({
      option,
      value,
      allowed: "a text that is not empty",
      hint: "Leave it out to ask for any.",
    });
  }
  return requireWellFormed(value, option);
}

function toBoolean(value: unknown, option: string): boolean {
  if (typeof value !== "boolean") throw new InvalidArgumentError({ option, value, allowed: "true or false" });
  return value;
}

/** `key=value,key=value` in one string: the form of the vendor's Chinese page and of all its SDKs. No escape is documented. */
function toTags(value: unknown, option: string): string {
  if (typeof value === "string") return toText(value, option);
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
    throw new InvalidArgumentError({
      option,
      value,
      allowed: 'a record such as { env: "prod" }, or a text such as "env=prod"',
    });
  }
  return Object.entries(value)
    .map(
      ([key, text]: [string, unknown]) =>
        `${toTagPart(key, `a key of ${option}`)}=${toTagPart(text, `${option}.${key}`)}`,
    )
    .join(",");
}

function toTagPart(value: unknown, option: string): string {
  if (typeof value !== "string" || value === "" || /[=,]/.test(value)) {
    const allowed = "a text that is not empty, without = and ,";
    throw new InvalidArgumentError({
      option,
      value,
      allowed,
      hint: "The wire joins tags by these signs and knows no escape.",
    });
  }
  return requireWellFormed(value, option);
}

/** Half of a surrogate pair has no UTF-8 form, so it would be sent as another character. */
function requireWellFormed(text: string, option: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new InvalidArgumentError({ option, value: text, allowed: "well-formed Unicode, without a lone surrogate" });
  }
  return text;
}
