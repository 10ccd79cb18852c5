import { InvalidArgumentError } from "../errors.ts";
import { requireRequest } from "../options.ts";
import { authorization, signature, stringToSign } from "./authorization.ts";
import { canonicalRequest, headersToSign } from "./canonical-request.ts";
import { type Credentials, checkCredentials } from "./credentials.ts";
import { BODY_HASH_HEADER, bodyHash, hasBody, readBody, requireUnread } from "./digest.ts";
import { type StrictUrl, strictUrlOf } from "./strict-url.ts";

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
 * It is returned itself, unless its URL had to be rewritten. Nothing is awaited if there is no body.
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

/** What a signature covers, besides the headers. */
interface SignedContent {
  readonly method: string;
  readonly url: StrictUrl;
  /** The bytes of the body, if there is one that is to be hashed. */
  readonly body: Uint8Array | undefined;
}

/** Sets the headers that authenticate a request, in place of those that an earlier signature has left. */
function setSignature(
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

/** The last answer: requests come in crowds, and a second has one text. */
let latest = { second: Number.NaN, text: "" };

/**
 * The time of a signature as `X-Sdk-Date` takes it: `20250701T120000Z`. The service accepts 15 minutes to either side of
 * its own clock.
 *
 * @throws {InvalidArgumentError} for anything but a Date, and for one whose year does not fit into four digits.
 */
export function timestamp(date: Date): string {
  const second = Math.floor(timeOf(date) / 1000);
  if (second === latest.second) return latest.text;
  const iso = Number.isNaN(second) ? "" : date.toISOString(); // 2025-07-01T12:00:00.000Z
  if (iso.length !== 24)
    throw new InvalidArgumentError({ option: "date", value: date, allowed: "a Date within the years 0 to 9999" });
  const text = `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
  latest = { second, text };
  return text;
}

/** Asked by its own method, since `instanceof` fails for the dates of another realm, such as those that a test runner makes. */
function timeOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return Number.NaN;
  }
}
