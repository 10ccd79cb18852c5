import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

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
