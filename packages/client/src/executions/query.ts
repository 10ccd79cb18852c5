import type { ListExecutionsQuery } from "@coc-executions/types";
import { InvalidArgumentError } from "../errors.ts";
import { boolean, type Checks, convertOptions, integer, requireObject } from "../options.ts";
import { isAskable, type Time, toEpochMilliseconds } from "./time.ts";

/**
 * Which tickets to list. All conditions hold together; a key that is left out or undefined asks for nothing. The service
 * cannot filter by status or type: use `where` with `hasStatus` and `hasType`.
 */
export interface ExecutionFilter {
  /** Part of the creator's name. */
  readonly creator?: string | undefined;
  /** Only tickets that started later than this, not at it. See `since`, which allows for that. */
  readonly start_time?: Time | undefined;
  /**
   * Only tickets with a time earlier than this, not at it. Which time of a ticket that is, and whether tickets that still run
   * pass, is not known of the service: where none may be lost, use `where: startedBefore(time)`.
   */
  readonly end_time?: Time | undefined;
  /** Part of the job's name. */
  readonly document_name?: string | undefined;
  /** The job's id, whole: `DM…`. */
  readonly document_id?: string | undefined;
  /** Custom tags, `{ env: "prod" }`, or the wire's own form `"env=prod,team=core"`. Neither keys nor values can hold `=` or `,`. */
  readonly tags?: Readonly<Record<string, string>> | string | undefined;
  /** True leaves out the tickets that other tickets started. */
  readonly exclude_child_executions?: boolean | undefined;
}

/** A filter in the words of the wire. */
export type FilterQuery = Omit<ListExecutionsQuery, "limit" | "offset">;

/** A filter and the window to read, the whole query of one page. */
export interface PageQuery extends ExecutionFilter {
  /** How many tickets to ask for, from 1. Left out, the service sends 10; how many it sends at most is not known. */
  readonly limit?: number | undefined;
  /** How many tickets of the list to pass over, from 0. */
  readonly offset?: number | undefined;
}

/**
 * What each key becomes on the wire, in the order in which they are sent, which is that of their signature. If the compiler misses
 * one here, the contract has gained a parameter: add it to `ExecutionFilter` too.
 */
const PAGE_CHECKS = {
  creator: toText,
  document_id: toText,
  document_name: toText,
  end_time: toEpochMilliseconds,
  exclude_child_executions: boolean,
  limit: integer(1, 2 ** 31 - 1), // int32 on the wire
  offset: integer(0, Number.MAX_SAFE_INTEGER),
  start_time: toEpochMilliseconds,
  tags: toTags,
} satisfies Checks<PageQuery> & Checks<ListExecutionsQuery>;

const { limit, offset, ...FILTER_CHECKS } = PAGE_CHECKS;

/**
 * Converts a filter into the query that is sent: times into epoch milliseconds, tags into the one string that the wire carries.
 *
 * @throws {InvalidArgumentError} for an unknown key and for a value that the wire cannot carry or that is surely a mistake.
 */
export function toQuery(filter: ExecutionFilter = {}): FilterQuery {
  return checkTimes(convertOptions(filter, FILTER_CHECKS, "the filter"));
}

/** The filter that a checkpoint holds, checked like any other. */
export function checkpointQuery(query: unknown = {}): FilterQuery {
  return convertOptions(
    requireObject(query, "the query of the checkpoint"),
    FILTER_CHECKS,
    "the query of the checkpoint",
  );
}

/** The same for the query of one page. */
export function toPageQuery(query: PageQuery = {}): ListExecutionsQuery {
  return checkTimes(convertOptions(query, PAGE_CHECKS, "the query"));
}

/** Nothing can match a time that ends before it starts: it is surely a mistake, and would look like an empty list. */
function checkTimes<Query extends ListExecutionsQuery>(query: Query): Query {
  const { start_time = 0, end_time = Number.POSITIVE_INFINITY } = query;
  if (end_time >= start_time) return query;
  const allowed = `not before start_time (${new Date(start_time).toISOString()})`;
  throw new InvalidArgumentError({ option: "end_time", value: new Date(end_time), allowed });
}

/** The query for only those of its tickets that started after a moment; the query itself if the service cannot be asked for that. */
export function narrow(query: FilterQuery, startAfter: number): FilterQuery {
  const moment = Math.floor(startAfter);
  return isAskable(moment) ? { ...query, start_time: Math.max(query.start_time ?? moment, moment) } : query;
}

function toText(value: unknown, option: string): string {
  if (typeof value === "string" && value !== "") return requireWellFormed(value, option);
  const hint = "Leave it out to ask for any.";
  throw new InvalidArgumentError({ option, value, allowed: "a non-empty string", hint });
}

/** `key=value,key=value` in one string: the form of the vendor's Chinese page and of all its SDKs. No escape is documented. */
function toTags(value: unknown, option: string): string {
  if (typeof value === "string") return toText(value, option);
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
    const allowed = 'a record such as { env: "prod" }, or a string such as "env=prod"';
    throw new InvalidArgumentError({ option, value, allowed });
  }
  const pairs = Object.entries(value).map(
    ([key, text]) => `${toTagPart(key, `a key of ${option}`)}=${toTagPart(text, `${option}.${key}`)}`,
  );
  return pairs.join(",");
}

function toTagPart(value: unknown, option: string): string {
  if (typeof value === "string" && value !== "" && !/[=,]/.test(value)) return requireWellFormed(value, option);
  const hint = "The wire joins tags by these characters and has no escape.";
  throw new InvalidArgumentError({ option, value, allowed: "a non-empty string without = and ,", hint });
}

/** Half of a surrogate pair has no UTF-8 form, so it would be sent as another character. */
function requireWellFormed(text: string, option: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new InvalidArgumentError({ option, value: text, allowed: "well-formed Unicode, without a lone surrogate" });
  }
  return text;
}
