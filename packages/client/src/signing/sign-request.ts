import { checkCredentials } from "../credentials/check-credentials.ts";
import type { Credentials } from "../credentials/credentials.ts";
import { requireRequest } from "../validate.ts";
import { BODY_HASH_HEADER, hasBody, readBody, requireUnread } from "./body-hash.ts";
import { setSignature } from "./set-signature.ts";
import { strictUrlOf } from "./strict-url.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** When a request is signed. */
export interface SignOptions {
  /** The time of the signature; the service accepts 15 minutes to either side of its own clock. */
  readonly date: Date;
}

/**
 * Signs a request to any Huawei Cloud API with SDK-HMAC-SHA256, and returns it as a new `Request`; the one given stays as
 * it was and can still be sent. Sign again for each attempt: a signature ages.
 *
 * - The signed request's URL is strictly percent-encoded ({@link strictUrl}); send it as it is. A `+` in the query means a
 *   plus: write a space as `%20`, which `URLSearchParams` does not.
 * - All headers are signed but those that a runtime or a proxy may change on the way; add yours before signing.
 * - `X-Sdk-Content-Sha256` stands in for the hash of the body, which is then not read. `UNSIGNED-PAYLOAD` is one.
 * - Do not let a redirect be followed with these headers on it: give `redirect: "error"` or `"manual"` to the request.
 *
 * @throws InvalidArgumentError for what is no `Request`, credentials that no header can carry, an invalid date, or a body that
 * was read already.
 */
export async function signRequest(request: Request, credentials: Credentials, options: SignOptions): Promise<Request> {
  requireUnread(requireRequest(request, "request", "a Request"));
  return signOwnRequest(request.clone(), checkCredentials(credentials), options?.date);
}

/**
 * Signs a request that nobody else holds: its own headers are set, since another `Request` for each attempt is dear.
 * It is returned itself, unless its URL had to be rewritten. Nothing is awaited where there is no body.
 */
export function signOwnRequest(request: Request, credentials: Credentials, date: Date): Request | Promise<Request> {
  if (!hasBody(request) || request.headers.has(BODY_HASH_HEADER))
    return signWith(undefined, request, credentials, date);
  return readBody(request).then((body) => signWith(body, request, credentials, date));
}

function signWith(body: Bytes | undefined, request: Request, credentials: Credentials, date: Date): Request {
  const url = strictUrlOf(request);
  const target = url.href === request.url ? request : moveTo(url.href, request, body);
  setSignature(target.headers, { method: request.method, url, body }, credentials, date);
  return target;
}

/** The same request to another URL. A body that was read goes along as bytes, so that its length is known. */
function moveTo(url: string, request: Request, body: Bytes | undefined): Request {
  const moved = new Request(url, request);
  return body === undefined ? moved : new Request(moved, { body });
}
