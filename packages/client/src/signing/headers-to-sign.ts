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
