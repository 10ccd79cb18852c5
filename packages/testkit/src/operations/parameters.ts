import type { Unknowns } from "./unknowns.ts";

/** Source: the vendor's page, on a query without `limit`. */
export const DEFAULT_LIMIT = 10;

/** Reads the text of a parameter; undefined is what it cannot be. */
type Reader = (text: string, unknowns: Unknowns) => unknown;

/** How each parameter of an operation is read. */
export type Readers = Readonly<Record<string, Reader>>;

/** A reader for each parameter of a query. If the compiler misses one, the contract has gained a parameter: the mock has to read it. */
export type ReadersOf<Query> = { readonly [Name in keyof Query]-?: Reader };

/** The type of `offset` and of the times in the vendor's SDKs. */
const INT64 = 2n ** 63n - 1n;

export function readLimit(text: string, unknowns: Unknowns): number | undefined {
  const limit = readInteger(text, -(2n ** 31n), 2n ** 31n - 1n);
  if (limit === undefined) return undefined;
  if (limit < 1) return unknowns.limitBelowOne === "default" ? limit : undefined;
  return limit > unknowns.maxLimit && unknowns.limitAboveMax === "refuse" ? undefined : limit;
}

export function readOffset(text: string): number | undefined {
  return readInteger(text, 0n, INT64);
}

export function readTime(text: string): number | undefined {
  return readInteger(text, -INT64 - 1n, INT64);
}

export function readText(text: string): string {
  return text;
}

export function readBoolean(text: string): boolean | undefined {
  return text === "true" || text === "false" ? text === "true" : undefined;
}

export function readTags(text: string): string | undefined {
  return text.split(",").every((tag) => tag.indexOf("=") > 0) ? text : undefined;
}

/** One id: how several are written is not known. */
export function readOneId(text: string): readonly [string] | undefined {
  return text === "" || text.includes(",") ? undefined : [text];
}

/** Above 2^53 the nearest number: no list is as long as that, and no time as late. */
function readInteger(text: string, min: bigint, max: bigint): number | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const integer = BigInt(text);
  return integer >= min && integer <= max ? Number(integer) : undefined;
}
