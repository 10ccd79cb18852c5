import type { WireRequest } from "../mock-api/wire.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { hmacSha256Hex, sha256Hex } from "./digest.ts";
import { formatSdkDate } from "./sdk-date.ts";
import type { MockCredentials } from "./verify-signature.ts";

/** The headers of a request with those that sign it, at the time `now`: its host, its date and the token of temporary credentials. */
export async function signRequest(
  request: WireRequest,
  { accessKeyId, secretAccessKey, securityToken }: MockCredentials,
  now: number,
): Promise<Record<string, string>> {
  const date = formatSdkDate(now);
  const token = securityToken === undefined ? {} : { "x-security-token": securityToken };
  const headers = { ...request.headers, ...token, "x-sdk-date": date };
  const names = ["host", "x-sdk-date", ...Object.keys(token)].sort();
  const canonical = await canonicalRequest({ ...request, headers }, names);
  const text = `SDK-HMAC-SHA256\n${date}\n${await sha256Hex(canonical)}`;
  const signature = await hmacSha256Hex(secretAccessKey, text);
  return {
    ...headers,
    authorization: `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}
