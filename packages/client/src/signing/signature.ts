import type { Credentials } from "../credentials/credentials.ts";
import { type Hmac, hmacOf } from "./digest.ts";

/** Kept as long as the credentials are. */
const hmacs = new WeakMap<Pick<Credentials, "secretAccessKey">, Hmac>();

/** The third stage: the secret key is used as it is, nothing is derived from it. */
export function signature(credentials: Pick<Credentials, "secretAccessKey">, stringToSign: string): string {
  let hmac = hmacs.get(credentials);
  if (hmac === undefined) {
    hmac = hmacOf(credentials.secretAccessKey);
    hmacs.set(credentials, hmac);
  }
  return hmac(stringToSign);
}
