import { splitTarget, type WireRequest } from "../mock-api/wire.ts";
import { sha256Hex } from "./digest.ts";

/**
 * The text that a signature is over, as the gateway makes it from what it received: whatever escapes the sender chose, they
 * are decoded and encoded again.
 *
 * Source: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-001.html
 */
export async function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): Promise<string> {
  const { path, queryString } = splitTarget(request.target);
  return [
    request.method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(queryString),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim()}`),
    "",
    signedHeaders.join(";"),
    request.headers["x-sdk-content-sha256"] ?? (await sha256Hex(request.body)),
  ].join("\n");
}

/** Ends with a slash, also where the path that was sent does not. */
function canonicalPath(path: string): string {
  const encoded = path
    .split("/")
    .map((segment) => encode(decode(segment)))
    .join("/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

/** The parameters by key, then by value; one without a value keeps its `=`. */
function canonicalQuery(queryString: string): string {
  return [...new URLSearchParams(`?${queryString}`)]
    .sort(([key, value], [otherKey, otherValue]) => byCodePoint(key, otherKey) || byCodePoint(value, otherValue))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
}

/** RFC 3986: all but letters, digits and `-_.~` is escaped. `encodeURIComponent` leaves five more as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A broken escape stays as it is; the signature will not fit then, as it should not. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** JavaScript compares UTF-16 units, which puts characters of four bytes before some of three. */
function byCodePoint(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  const differing = a.findIndex((sign, index) => sign !== b[index]);
  if (differing === -1) return a.length - b.length;
  return (a[differing]?.codePointAt(0) ?? 0) - (b[differing]?.codePointAt(0) ?? -1);
}
