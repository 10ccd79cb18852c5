import type { Credentials } from "../credentials/credentials.ts";
import { hmacHex, type KeyedHmac, keyHmac } from "./digest.ts";

/** Kept as long as the credentials are. */
const keyed = new WeakMap<Pick<Credentials, "secretAccessKey">, KeyedHmac>();

/** The third stage: the secret key is used as it is, nothing is derived from it. */
export function signature(credentials: Pick<Credentials, "secretAccessKey">, stringToSign: string): string {
  let hmac = keyed.get(credentials);
  if (hmac === undefined) {
    hmac = keyHmac(credentials.secretAccessKey);
    keyed.set(credentials, hmac);
  }
  return hmacHex(hmac, stringToSign);
}
