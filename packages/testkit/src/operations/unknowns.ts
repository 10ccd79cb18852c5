import { checkInteger, checkKeys, checkOneOf, isObject, refuse } from "../check-option.ts";
import { LIST_ORDERS, type ListOrder } from "../store/list-order.ts";

/**
 * What no public source tells about the real service. The mock has to do something; each guess has its name here, so that a
 * test can try the other reading too.
 */
export interface Unknowns {
  /**
   * The most tickets that one answer holds. Default: 100.
   *
   * The vendor's page names no maximum. The official Terraform provider asks for 100 and gets on with it
   * (https://github.com/huaweicloud/terraform-provider-huaweicloud/pull/7711).
   */
  readonly maxLimit: number;
  /** What a `limit` above `maxLimit` leads to: fewer tickets than asked for, or a 400. Default: `"clamp"`. */
  readonly limitAboveMax: "clamp" | "refuse";
  /**
   * How deep a list can be paged: the largest `offset + limit`. Default: `Infinity`.
   *
   * No page of the vendor names one; services that are built on a search index have one, often 10,000.
   */
  readonly maxDepth: number;
  /** What a page beyond `maxDepth` leads to: a 400, or no tickets from there on. Default: `"refuse"`. */
  readonly depthAboveMax: "refuse" | "empty";
  /** What a `limit` below 1 leads to: a 400, or the 10 tickets of a query without `limit`. Default: `"refuse"`. */
  readonly limitBelowOne: "refuse" | "default";
  /** What a parameter that the vendor's page does not have leads to. Default: `"refuse"`, which shows a typing error. */
  readonly unknownParameter: "refuse" | "ignore";
  /** What a parameter given twice leads to: a 400, or that one of the two counts. Default: `"refuse"`. */
  readonly repeatedParameter: "refuse" | "first" | "last";
  /**
   * Whether the fuzzy filters `creator` and `document_name` tell upper from lower case. Default: `"insensitive"`.
   *
   * "Fuzzy" is read as "contains"; the vendor's pages say no more.
   */
  readonly fuzzyCase: "insensitive" | "sensitive";
  /**
   * Whether a ticket must carry all tags of the filter or any of them. Default: `"all"`.
   *
   * The English page joins its two examples by "and", the Chinese page by a comma.
   */
  readonly tags: "all" | "any";
  /** Whether child tickets are listed where `exclude_child_executions` is not given. Default: true, as its name suggests. */
  readonly childrenByDefault: boolean;
  /**
   * The field that the parameter `end_time` bounds. Default: `"end_time"`.
   *
   * The provider's acceptance test checks that each ticket ended before the bound, but its bound lies in the future.
   */
  readonly endTimeBounds: "end_time" | "start_time";
  /** Whether a ticket without that field matches a filter by `end_time`. Default: false, as in a comparison of SQL. */
  readonly endTimeMatchesUnended: boolean;
  /** The order of the list. Default: `"start_time"`, the order of the vendor's example; no page promises one. */
  readonly order: ListOrder;
  /**
   * The `error_code` of an answer that lists tickets. Default: `"absent"`, as in the vendor's example.
   *
   * The vendor's guides show siblings of this operation that send one of the others with a success.
   */
  readonly successCode: "absent" | "COC.00000000" | "GOM.00000000";
  /**
   * How the service says that there is no such ticket: a 200 without `data`, a 400 with a code, or a 404. Default: `"no-data"`.
   *
   * The official Terraform provider takes a missing `data` for it; no code of its own is documented.
   */
  readonly missingExecution: "no-data" | "error-code" | "not-found";
  /**
   * Whether one ticket has its `sys_tags`, as in the list. Default: true.
   *
   * The vendor's pages and definition of the operation leave them out, which need not mean that they do not come.
   */
  readonly sysTagsOfOne: boolean;
  /**
   * Whether more than five refused signatures in a row lock the access key, so that good ones are refused too. Default: false.
   *
   * The vendor's FAQ on APIG.0301 (ocr_01_0063) says so, but not for how long; here it lasts until `reset()`.
   */
  readonly lockAccessKey: boolean;
}

/** Some of them; the others are as they are by default. */
export type UnknownsOptions = { readonly [Name in keyof Unknowns]?: Unknowns[Name] | undefined };

export const DEFAULT_UNKNOWNS: Unknowns = {
  maxLimit: 100,
  limitAboveMax: "clamp",
  maxDepth: Number.POSITIVE_INFINITY,
  depthAboveMax: "refuse",
  limitBelowOne: "refuse",
  unknownParameter: "refuse",
  repeatedParameter: "refuse",
  fuzzyCase: "insensitive",
  tags: "all",
  childrenByDefault: true,
  endTimeBounds: "end_time",
  endTimeMatchesUnended: false,
  order: "start_time",
  successCode: "absent",
  missingExecution: "no-data",
  sysTagsOfOne: true,
  lockAccessKey: false,
};

const ALLOWED: Readonly<Record<string, readonly unknown[]>> = {
  limitAboveMax: ["clamp", "refuse"],
  depthAboveMax: ["refuse", "empty"],
  limitBelowOne: ["refuse", "default"],
  unknownParameter: ["refuse", "ignore"],
  repeatedParameter: ["refuse", "first", "last"],
  fuzzyCase: ["insensitive", "sensitive"],
  tags: ["all", "any"],
  childrenByDefault: [true, false],
  endTimeBounds: ["end_time", "start_time"],
  endTimeMatchesUnended: [true, false],
  order: LIST_ORDERS,
  successCode: ["absent", "COC.00000000", "GOM.00000000"],
  missingExecution: ["no-data", "error-code", "not-found"],
  sysTagsOfOne: [true, false],
  lockAccessKey: [true, false],
};

/** The defaults with what is given in their place. */
export function readUnknowns(given: UnknownsOptions): Unknowns {
  if (!isObject(given)) refuse("unknowns", given, "an object");
  checkKeys("unknowns", given, Object.keys(DEFAULT_UNKNOWNS));
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  const unknowns: Unknowns = { ...DEFAULT_UNKNOWNS, ...Object.fromEntries(set) };
  checkInteger("unknowns.maxLimit", unknowns.maxLimit, { min: 1 });
  if (unknowns.maxDepth !== Number.POSITIVE_INFINITY) checkInteger("unknowns.maxDepth", unknowns.maxDepth, { min: 1 });
  for (const [name, value] of Object.entries(unknowns)) {
    const allowed = ALLOWED[name];
    if (allowed !== undefined) checkOneOf(`unknowns.${name}`, value, allowed);
  }
  return unknowns;
}
