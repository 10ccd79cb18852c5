import type { WireRequest } from "../mock-api/wire.ts";
import type { Authentication } from "./authenticate.ts";

/** Refused signatures that an access key may have in a row. The source is at `Unknowns.lockAccessKey`. */
const ALLOWED_REFUSALS = 5;

/** Locks an access key that is used with wrong signatures again and again. */
export interface AccessKeyLock {
  /** The same answer, or that the key is locked. */
  judge(authentication: Authentication, request: WireRequest): Authentication;
  reset(): void;
}

export function createAccessKeyLock(accessKeyId: string | undefined): AccessKeyLock {
  let refusals = 0;
  return {
    judge(authentication, { headers }) {
      const isOfKey = accessKeyId !== undefined && headers.authorization?.includes(` Access=${accessKeyId},`) === true;
      if (!isOfKey) return authentication;
      if (refusals > ALLOWED_REFUSALS) return { problem: `ak ${accessKeyId} is locked` };
      refusals = authentication.problem === undefined ? 0 : refusals + 1;
      return authentication;
    },
    reset() {
      refusals = 0;
    },
  };
}
