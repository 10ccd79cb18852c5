import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const encoder = new TextEncoder();

/** The SHA-256 of a text or of bytes, in lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === "string" ? encoder.encode(data) : data));
}

/** An HMAC-SHA-256 with its key, before any text. */
export interface KeyedHmac {
  clone(): KeyedHmac;
  update(bytes: Uint8Array): KeyedHmac;
  digest(): Uint8Array;
}

/** Computes what depends on the key alone, which is half of the work for a short text. */
export function keyHmac(key: string): KeyedHmac {
  return hmac.create(sha256, encoder.encode(key));
}

/** The HMAC-SHA-256 of a text, in lower-case hexadecimal digits. */
export function hmacHex(keyed: KeyedHmac, text: string): string {
  return bytesToHex(keyed.clone().update(encoder.encode(text)).digest());
}
