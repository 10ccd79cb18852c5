import type { SignedHeader } from "./headers-to-sign.ts";
import type { StrictUrl } from "./strict-url.ts";

type Pair = StrictUrl["query"][number];

/** What a canonical request is made of. */
export interface CanonicalRequestParts {
  /** The HTTP method. */
  readonly method: string;
  /** The URL, as it is sent. */
  readonly url: StrictUrl;
  /** The headers that are signed, sorted by name. */
  readonly headers: readonly SignedHeader[];
  /** The SHA-256 of the body in hexadecimal digits, or what `X-Sdk-Content-Sha256` says. */
  readonly bodyHash: string;
}

/**
 * The first stage of a signature: the request in the one form that both sides compute.
 *
 * Source: Huawei Cloud's API signing guide, section "Constructing a Standard Request", and the vendor's signers
 * (huaweicloud-sdk-python-v3, signer/signer.py).
 */
export function canonicalRequest({ method, url, headers, bodyHash }: CanonicalRequestParts): string {
  const path = url.path.endsWith("/") ? url.path : `${url.path}/`; // in this form only: what is sent has no slash added
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join("");
  const names = headers.map(([name]) => name).join(";");
  return `${method.toUpperCase()}\n${path}\n${canonicalQuery(url)}\n${lines}\n${names}\n${bodyHash}`;
}

/** The query sorted by key, then by value, as bytes and before encoding: `a-` stands before `a:`, though `a%3A` would before `a-`. */
function canonicalQuery({ href, query }: StrictUrl): string {
  const isSorted = query.every((pair, at) => at === 0 || comparePairs(query[at - 1] ?? pair, pair) <= 0);
  if (isSorted) return query.length === 0 ? "" : href.slice(href.indexOf("?") + 1); // as this package's own queries are
  const sorted = [...query].sort(comparePairs);
  return sorted.map(([key, value]) => `${key}=${value}`).join("&");
}

function comparePairs(a: Pair, b: Pair): number {
  return compareBytes(a[0], b[0]) || compareBytes(a[1], b[1]);
}

function compareBytes(a: string, b: string): number {
  return a.includes("%") || b.includes("%") ? compare(toBytes(a), toBytes(b)) : compare(a, b);
}

/** One character a byte, so that comparing texts compares bytes. */
function toBytes(encoded: string): string {
  return encoded.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
