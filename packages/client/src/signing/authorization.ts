import { ALGORITHM } from "./string-to-sign.ts";

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
