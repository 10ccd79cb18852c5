import { readSignedHeaders } from "./authorization.ts";
import { BODY_HASH_HEADER, bodyHash } from "./digest.ts";
import { type StrictUrl, strictUrlOf } from "./strict-url.ts";

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

/**
 * The canonical request that a signed request was signed by, to compare with the one that the gateway prints when it refuses
 * a signature. It holds no secret but the session token, if there is one: the values of the headers are in it.
 *
 * @param body The bytes of the body, if there is one.
 * @returns Nothing for a request that is not signed.
 */
export function canonicalRequestOf(request: Request, body?: Uint8Array): string | undefined {
  const names = readSignedHeaders(request.headers.get("authorization"));
  if (names === undefined) return undefined;
  const url = strictUrlOf(request);
  const headers = names.map(
    (name) => [name, name === "host" ? url.host : (request.headers.get(name) ?? "").trim()] as const,
  );
  const hash = request.headers.get(BODY_HASH_HEADER) ?? bodyHash(body);
  return canonicalRequest({ method: request.method, url, headers, bodyHash: hash });
}

/** A header in its canonical form: the name in lower case, the value without white space around it. */
export type SignedHeader = readonly [name: string, value: string];

/**
 * The headers that something between here and the service may add, change or drop. A signed header that arrives otherwise
 * than it was signed makes the signature wrong; one that is not signed makes nothing wrong.
 */
const UNSIGNED: ReadonlySet<string> = new Set([
  "authorization", // carries the signature
  "host", // signed as the URL has it, see below
  "user-agent", // the vendor's own SDKs add it after signing (huaweicloud-sdk-nodejs-v3, core/http)
  ...["accept", "accept-charset", "accept-encoding", "accept-language"], // completed by fetch, rewritten by proxies
  ...["content-length", "date"], // set by fetch or not at all
  ...["cookie", "dnt", "origin", "referer"], // set by browsers
  ...["cache-control", "pragma"], // added by fetch when `cache` says so
  ...["connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"], // hop by hop (RFC 9110, 7.6.1)
  ...["forwarded", "max-forwards", "via", "x-real-ip"], // written by proxies
  ...["baggage", "traceparent", "tracestate"], // written by instrumentation that wraps fetch (W3C Trace Context)
]);

const UNSIGNED_PREFIXES = ["proxy-", "sec-", "x-forwarded-"];

/**
 * The headers to sign, sorted. Besides the lists above these stay out: names with `_`, which gateways drop (the vendor's
 * Python and Go signers leave them out too), and values beyond ASCII, whose bytes each hop decodes in its own way.
 *
 * @param host The host of the URL: the one that is sent, whatever a `Host` header says.
 */
export function headersToSign(headers: Iterable<readonly [string, string]>, host: string): SignedHeader[] {
  const signed: SignedHeader[] = [["host", host]];
  for (const [name, value] of headers) if (isSigned(name, value)) signed.push([name, value.trim()]);
  return signed.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isSigned(name: string, value: string): boolean {
  return (
    !UNSIGNED.has(name) &&
    !name.includes("_") &&
    !UNSIGNED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    /^[\t\x20-\x7e]*$/.test(value)
  );
}
