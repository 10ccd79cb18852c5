import { sha256Hex } from "./digest.ts";

/** The name of the algorithm, as `Authorization` and the string to sign begin. */
export const ALGORITHM = "SDK-HMAC-SHA256";

/** The second stage: the algorithm, the time and the hash of the canonical request, a line each. */
export function stringToSign(timestamp: string, canonicalRequest: string): string {
  return `${ALGORITHM}\n${timestamp}\n${sha256Hex(canonicalRequest)}`;
}
