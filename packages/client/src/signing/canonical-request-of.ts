import { readSignedHeaders } from "./authorization.ts";
import { BODY_HASH_HEADER, bodyHash } from "./body-hash.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { strictUrlOf } from "./strict-url.ts";

/**
 * The canonical request that a signed request was signed by, to compare with the one that the gateway prints when it refuses
 * a signature. It holds no secret but the session token, if there is one: the values of the headers are in it.
 *
 * @param body The bytes of the body, if there is one.
 * @returns Nothing for a request that is not signed.
 */
export function canonicalRequestOf(request: Request, body?: Uint8Array): string | undefined {
  const names = readSignedHeaders(request.headers.get("authorization"));
  if (names === undefined) return undefined;
  const url = strictUrlOf(request);
  const headers = names.map(
    (name) => [name, name === "host" ? url.host : (request.headers.get(name) ?? "").trim()] as const,
  );
  const hash = request.headers.get(BODY_HASH_HEADER) ?? bodyHash(body);
  return canonicalRequest({ method: request.method, url, headers, bodyHash: hash });
}
