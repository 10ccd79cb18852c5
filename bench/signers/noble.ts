import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { authorizationOf, canonicalRequestOf, stringToSignOf, timestampOf } from "./canonical.ts";

/** The fastest signer found that runs wherever JavaScript runs: the key's part of the HMAC is computed once. */
export function createNobleSigner(accessKeyId: string, secretAccessKey: string) {
  const keyed = hmac.create(sha256, utf8ToBytes(secretAccessKey));
  return (url: string, date: Date) => {
    const timestamp = timestampOf(date);
    const hash = bytesToHex(sha256(utf8ToBytes(canonicalRequestOf(url, timestamp))));
    const signature = keyed
      .clone()
      .update(utf8ToBytes(stringToSignOf(timestamp, hash)))
      .digest();
    return { timestamp, authorization: authorizationOf(accessKeyId, bytesToHex(signature)) };
  };
}
