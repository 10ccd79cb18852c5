import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { InvalidArgumentError } from "../errors.ts";

// What a hash works in is kept and used again: a dozen buffers of a few bytes for each signature would cost more, in collecting
// them, than the hashing. Nothing here waits, so no two hashes are under way at a time.
const encoder = new TextEncoder();
const encoded = new Uint8Array(4096);
const digest = new Uint8Array(32);
const blankHash = /* @__PURE__ */ sha256.create();
const workingHash = /* @__PURE__ */ sha256.create();

/** The SHA-256 of a text or of bytes, in lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  blankHash._cloneInto(workingHash);
  workingHash.update(typeof data === "string" ? encode(data) : data).digestInto(digest);
  return bytesToHex(digest);
}

/** The HMAC-SHA-256 of a text, in lower-case hexadecimal digits. */
export type Hmac = (text: string) => string;

/** Computes what depends on the key alone, which is half of the work for a short text. */
export function hmacOf(key: string): Hmac {
  const keyed = hmac.create(sha256, encoder.encode(key));
  const working = keyed.clone();
  return (text) => {
    keyed._cloneInto(working);
    working.update(encode(text)).digestInto(digest);
    return bytesToHex(digest);
  };
}

/** UTF-8 holds three bytes at most for each unit of a text. */
function encode(text: string): Uint8Array {
  if (3 * text.length > encoded.length) return encoder.encode(text);
  return encoded.subarray(0, encoder.encodeInto(text, encoded).written);
}

/** The hash of no body. */
const EMPTY_BODY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The header that stands in for the hash of the body: a hash computed elsewhere, or `UNSIGNED-PAYLOAD`. */
export const BODY_HASH_HEADER = "x-sdk-content-sha256";

/** Whether a request has a body. Firefox has no `Request.body`, so the method is asked first. */
export function hasBody(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD" && request.body !== null;
}

/** Refuses a request whose body somebody has read, which could neither be hashed nor sent. */
export function requireUnread(request: Request): void {
  if (request.bodyUsed)
    throw new InvalidArgumentError({ option: "request", allowed: "unread: the signature covers its body" });
}

/** Reads the body without using it up. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  requireUnread(request);
  return new Uint8Array(await request.clone().arrayBuffer());
}

/** The hash of the body that a canonical request ends with, where no header stands in for it. */
export function bodyHash(body: Uint8Array | undefined): string {
  return body === undefined ? EMPTY_BODY_HASH : sha256Hex(body);
}
