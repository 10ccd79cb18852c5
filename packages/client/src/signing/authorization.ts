import type { Credentials } from "./credentials.ts";
import { type Hmac, hmacOf, sha256Hex } from "./digest.ts";

/** The name of the algorithm, as `Authorization` and the string to sign begin. */
const ALGORITHM = "SDK-HMAC-SHA256";

/** The second stage: the algorithm, the time and the hash of the canonical request, a line each. */
export function stringToSign(timestamp: string, canonicalRequest: string): string {
  return `${ALGORITHM}\n${timestamp}\n${sha256Hex(canonicalRequest)}`;
}

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

/** What an `Authorization` header says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** The names of the signed headers, in lower case and sorted. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** The last stage: the value of `Authorization`. A space follows the algorithm, not a comma. */
export function authorization({ accessKeyId, signedHeaders, signature }: Authorization): string {
  return `${ALGORITHM} Access=${accessKeyId}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
}

/** The names of the signed headers in the value of an `Authorization`; none where it is not of this algorithm. */
export function readSignedHeaders(value: string | null): string[] | undefined {
  return value?.match(/^SDK-HMAC-SHA256 .*SignedHeaders=([^,\s]+)/)?.[1]?.split(";");
}
