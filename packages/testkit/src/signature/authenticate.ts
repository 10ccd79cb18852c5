import type { WireRequest } from "../mock-api/wire.ts";
import { checkSdkDate, type MockCredentials, verifySignature } from "./verify-signature.ts";

/** What a mock checks. With neither, everybody may call. */
export interface Identity {
  readonly credentials?: MockCredentials | undefined;
  readonly token?: string | undefined;
}

/** Who called, or why the gateway does not let them in. */
export interface Authentication {
  readonly signedBy?: string | undefined;
  readonly problem?: string | undefined;
}

/** The time by which dates are checked. */
export interface ServerTime {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether a fault has made it wrong. */
  readonly isSkewed: boolean;
}

/** Either a good signature or the token lets a request in, as at the real gateway. */
export async function authenticate(
  request: WireRequest,
  identity: Identity,
  time: ServerTime,
): Promise<Authentication> {
  const { credentials, token } = identity;
  const { authorization, "x-auth-token": sentToken, "x-sdk-date": date } = request.headers;
  if (credentials === undefined && token === undefined) {
    // Nobody's name is asked for; but a server that is to have the wrong time must be seen to have it.
    const problem = time.isSkewed && date !== undefined ? checkSdkDate(date, time.now) : undefined;
    return problem === undefined ? {} : { problem };
  }
  if (credentials !== undefined && authorization !== undefined) {
    const problem = await verifySignature(request, credentials, time.now);
    return problem === undefined ? { signedBy: credentials.accessKeyId } : { problem };
  }
  if (sentToken === undefined) return { problem: "x-auth-token not found" };
  return token !== undefined && sentToken === token ? { signedBy: "token" } : { problem: "decrypt token fail" };
}
