import { percentEncode } from "./percent-encode.ts";

/** A URL of which every byte is certain: what is signed, and what is sent. */
export interface StrictUrl {
  /** The whole URL, without a fragment. */
  readonly href: string;
  /** The host as it is sent, with the port where it is not the scheme's own. */
  readonly host: string;
  /** The encoded path. */
  readonly path: string;
  /** The encoded keys and values, in the order they are sent. */
  readonly query: readonly (readonly [key: string, value: string])[];
}

/**
 * Rewrites a URL so that there is one way only to read it: each character that RFC 3986 does not call unreserved is
 * percent-encoded, unreserved ones are not, digits are upper case, a key without a value gets its `=`. The order stays.
 *
 * A gateway takes the URL apart and encodes it again to check the signature, and parsers differ on what is not encoded.
 * So a `+` in the query is taken for a plus, not for a space, and sent as `%2B`, which no parser can take for a space.
 */
export function strictUrl(url: string): StrictUrl {
  const { origin, host, pathname, search } = new URL(url);
  const path = pathname.split("/").map(strictly).join("/");
  const query = readPairs(search.slice(1)).map(([key, value]) => [strictly(key), strictly(value)] as const);
  const sent = query.map(([key, value]) => `${key}=${value}`).join("&");
  return { href: origin + path + (sent === "" ? "" : `?${sent}`), host, path, query };
}

/** Unreserved characters, and upper-case escapes of others. */
const STRICT = String.raw`[A-Za-z0-9\-._~]*(?:%(?!2[DE]|3\d|[46][1-9A-F]|[57][0-9A]|5F|7E)[0-9A-F]{2}[A-Za-z0-9\-._~]*)*`;
const STRICT_TEXT = new RegExp(`^${STRICT}$`);
const STRICT_URL = new RegExp(
  String.raw`^https?://([^/?#@]+)((?:/${STRICT})+)(?:\?(${STRICT}=${STRICT}(?:&${STRICT}=${STRICT})*))?$`,
);

/** {@link strictUrl} for a request. Its URL is normalized, so one that is strict as well needs no parser, which costs as much as a hash. */
export function strictUrlOf({ url }: Pick<Request, "url">): StrictUrl {
  const parts = STRICT_URL.exec(url);
  if (parts === null) return strictUrl(url);
  const [, host = "", path = "", query = ""] = parts;
  return { href: url, host, path, query: readPairs(query) };
}

function readPairs(query: string): [key: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const pair of query.split("&")) {
    const end = pair.indexOf("=");
    if (end !== -1) pairs.push([pair.slice(0, end), pair.slice(end + 1)]);
    else if (pair !== "") pairs.push([pair, ""]);
  }
  return pairs;
}

/** Works byte by byte, without decoding the whole, since a URL may well hold bytes that are not UTF-8. */
function strictly(text: string): string {
  if (STRICT_TEXT.test(text)) return text;
  return text.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~]/gu, (part) => {
    if (part.length < 3) return percentEncode(part);
    const character = String.fromCharCode(Number.parseInt(part.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : part.toUpperCase();
  });
}
