import { hmacSha256Hex } from "./digest.ts";

/** The third stage: the secret key is used as it is, nothing is derived from it. */
export function signature(secretAccessKey: string, stringToSign: string): string {
  return hmacSha256Hex(secretAccessKey, stringToSign);
}
