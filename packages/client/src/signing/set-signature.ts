import type { Credentials } from "../credentials/credentials.ts";
import { authorization } from "./authorization.ts";
import { BODY_HASH_HEADER, bodyHash } from "./body-hash.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { headersToSign } from "./headers-to-sign.ts";
import { signature } from "./signature.ts";
import type { StrictUrl } from "./strict-url.ts";
import { stringToSign } from "./string-to-sign.ts";
import { timestamp } from "./timestamp.ts";

/** What a signature covers, besides the headers. */
export interface SignedContent {
  readonly method: string;
  readonly url: StrictUrl;
  /** The bytes of the body, if there is one that is to be hashed. */
  readonly body: Uint8Array | undefined;
}

/** Sets the headers that authenticate a request, in place of those that an earlier signature has left. */
export function setSignature(
  headers: Headers,
  { method, url, body }: SignedContent,
  credentials: Credentials,
  date: Date,
): void {
  const { accessKeyId, securityToken, projectId, domainId } = credentials;
  const signedAt = timestamp(date);
  headers.set("x-sdk-date", signedAt);
  headers.delete("host"); // some runtimes would send it in place of the URL's own
  if (securityToken === undefined) headers.delete("x-security-token");
  else headers.set("x-security-token", securityToken);
  if (projectId !== undefined) headers.set("x-project-id", projectId);
  if (domainId !== undefined) headers.set("x-domain-id", domainId);

  const signed = headersToSign(headers, url.host);
  const declaredHash = signed.find(([name]) => name === BODY_HASH_HEADER)?.[1];
  const canonical = canonicalRequest({ method, url, headers: signed, bodyHash: declaredHash ?? bodyHash(body) });
  headers.set(
    "authorization",
    authorization({
      accessKeyId,
      signedHeaders: signed.map(([name]) => name),
      signature: signature(credentials, stringToSign(signedAt, canonical)),
    }),
  );
}
