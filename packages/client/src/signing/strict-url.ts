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
  const query = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "")
    .map(readPair);
  const sent = query.map(([key, value]) => `${key}=${value}`).join("&");
  return { href: origin + path + (sent === "" ? "" : `?${sent}`), host, path, query };
}

function readPair(pair: string): [key: string, value: string] {
  const end = pair.indexOf("=");
  return end === -1 ? [strictly(pair), ""] : [strictly(pair.slice(0, end)), strictly(pair.slice(end + 1))];
}

/** What is strict already: unreserved characters, and upper-case escapes of others. */
const STRICT = /^[A-Za-z0-9\-._~]*(?:%(?!2[DE]|3\d|[46][1-9A-F]|[57][0-9A]|5F|7E)[0-9A-F]{2}[A-Za-z0-9\-._~]*)*$/;

/** Works byte by byte, without decoding the whole, since a URL may well hold bytes that are no UTF-8. */
function strictly(text: string): string {
  if (STRICT.test(text)) return text;
  return text.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~]/gu, (part) => {
    if (part.length < 3) return percentEncode(part);
    const character = String.fromCharCode(Number.parseInt(part.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : part.toUpperCase();
  });
}
