import { InvalidArgumentError } from "../errors.ts";

const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

/**
 * Encodes a text for a path segment, a query key or a query value: everything but the unreserved characters of RFC 3986,
 * as UTF-8, with upper-case digits. `encodeURIComponent` leaves `!'()*` as they are, and the signature does not.
 *
 * @param option How the caller knows the text, for the error.
 * @throws InvalidArgumentError for half a surrogate pair, which UTF-8 cannot carry and a `URL` would silently replace.
 */
export function percentEncode(text: string, option = "text"): string {
  return UNRESERVED.test(text) ? text : encode(text, option).replace(/[!'()*]/g, toPercent);
}

function encode(text: string, option: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw new InvalidArgumentError({
      option,
      value: text,
      allowed: "well-formed text",
      hint: "It holds half a surrogate pair: a character was cut in two.",
    });
  }
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
