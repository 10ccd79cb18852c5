import type { WireRequest } from "../mock-api/wire.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { hmacSha256Hex, sha256Hex } from "./digest.ts";
import { formatSdkDate, parseSdkDate } from "./sdk-date.ts";

/** The one access key that a mock knows. */
export interface MockCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Given for temporary credentials: requests must then carry it as `X-Security-Token`, under the signature. */
  readonly securityToken?: string | undefined;
}

/** How far the date of a signature may be from the server's time. Source: the vendor's FAQ on signing. */
const TOLERANCE = 15 * 60_000;
const ALGORITHM = "SDK-HMAC-SHA256";
const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Checks the signature of a request as the gateway would, at the server's time `now`. Gives undefined when all is well, or what
 * the gateway would say.
 */
export async function verifySignature(
  request: WireRequest,
  credentials: MockCredentials,
  now: number,
): Promise<string | undefined> {
  const [, accessKeyId, headerList, signature] = AUTHORIZATION.exec(request.headers.authorization ?? "") ?? [];
  if (accessKeyId === undefined || headerList === undefined)
    return `the Authorization header is not of the form of ${ALGORITHM}`;
  if (accessKeyId !== credentials.accessKeyId) return `ak ${accessKeyId} not exist`;

  const date = request.headers["x-sdk-date"];
  if (date === undefined) return "the header X-Sdk-Date is missing";
  const dateProblem = checkSdkDate(date, now);
  if (dateProblem !== undefined) return dateProblem;

  const { securityToken } = credentials;
  if (securityToken !== undefined && request.headers["x-security-token"] === undefined)
    return "the header X-Security-Token is missing";
  if (request.headers["x-security-token"] !== securityToken) return "decrypt token fail";

  const signedHeaders = headerList.toLowerCase().split(";").sort();
  const problem = checkSignedHeaders(signedHeaders, request, securityToken !== undefined);
  if (problem !== undefined) return problem;

  const canonical = await canonicalRequest(request, signedHeaders);
  const expected = await hmacSha256Hex(
    credentials.secretAccessKey,
    `${ALGORITHM}\n${date}\n${await sha256Hex(canonical)}`,
  );
  // The real gateway prints its own canonical request too, which is how one finds out what was signed differently.
  return signature === expected
    ? undefined
    : `verify aksk signature fail, canonicalRequest:${canonical.replaceAll("\n", "|")}`;
}

/** What the gateway says to a date that is none, or too far from its own. */
export function checkSdkDate(date: string, now: number): string | undefined {
  const time = parseSdkDate(date);
  if (time === undefined) return `the header X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ: ${date}`;
  if (Math.abs(time - now) <= TOLERANCE) return undefined;
  return `calc aksk signature fail:signature expired, signature time:${date},server time:${formatSdkDate(now)}`;
}

/** Of all headers only the date, and the token of temporary credentials, must be signed. */
function checkSignedHeaders(names: readonly string[], request: WireRequest, withToken: boolean): string | undefined {
  const missing = names.find((name) => request.headers[name] === undefined);
  if (missing !== undefined) return `the signed header ${missing} is missing`;
  const unsigned = ["x-sdk-date", ...(withToken ? ["x-security-token"] : [])].find((name) => !names.includes(name));
  return unsigned === undefined ? undefined : `the header ${unsigned} must be signed`;
}
