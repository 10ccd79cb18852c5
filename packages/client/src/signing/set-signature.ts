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

/** What belongs to other credentials, or what some runtimes would send in place of the URL's own. */
const NEVER_KEPT: ReadonlySet<string> = new Set(["host", "x-security-token"]);

/**
 * Sets the headers that authenticate a request, in place of those that an earlier signature has left. The `Headers` are read and
 * written as little as can be: each touch of them costs about as much as a hash.
 */
export function setSignature(
  headers: Headers,
  { method, url, body }: SignedContent,
  credentials: Credentials,
  date: Date,
): void {
  const { accessKeyId, securityToken, projectId, domainId } = credentials;
  const signedAt = timestamp(date);
  const own: Record<string, string> = { "x-sdk-date": signedAt };
  if (securityToken !== undefined) own["x-security-token"] = securityToken;
  if (projectId !== undefined) own["x-project-id"] = projectId;
  if (domainId !== undefined) own["x-domain-id"] = domainId;

  const given = [...headers];
  for (const [name] of given) if (NEVER_KEPT.has(name)) headers.delete(name);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  const kept = given.filter(([name]) => !NEVER_KEPT.has(name) && !Object.hasOwn(own, name));

  const declaredHash = kept.find(([name]) => name === BODY_HASH_HEADER)?.[1];
  const signed = headersToSign([...kept, ...Object.entries(own)], url.host);
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
