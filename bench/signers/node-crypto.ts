import { createHmac, createSecretKey, hash } from "node:crypto";
import { authorizationOf, canonicalRequestOf, stringToSignOf, timestampOf } from "./canonical.ts";

/** The fastest signer found for Node alone. */
export function createNodeSigner(accessKeyId: string, secretAccessKey: string) {
  const key = createSecretKey(secretAccessKey, "utf8");
  return (url: string, date: Date) => {
    const timestamp = timestampOf(date);
    const text = stringToSignOf(timestamp, hash("sha256", canonicalRequestOf(url, timestamp)));
    return {
      timestamp,
      authorization: authorizationOf(accessKeyId, createHmac("sha256", key).update(text).digest("hex")),
    };
  };
}
