import { onAbort } from "../abort.ts";
import { abortReason } from "../errors.ts";
import type { Failure, Outcome } from "./classify.ts";

/**
 * Keeps credentials that the service refuses from being sent again and again, which locks a key. Until a response has accepted
 * them, one request goes at a time; after a refusal, calls that had begun before fail with it unless they have others by then.
 *
 * Source: the lock after repeated failures (support.huaweicloud.com/intl/en-us/ocr_faq/ocr_01_0063.html).
 */
export interface CredentialGate {
  /** Refusals so far. A call notes this when it begins. */
  readonly refusals: number;
  /** Nothing to wait for if nothing is returned. Each request that has entered must leave. */
  enter(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** @param outcome Undefined if the attempt has thrown. */
  leave(outcome: Outcome | undefined): void;
  /** The refusal of the credentials that a request is signed with, if there was one after so many. */
  refusalOf(signed: Request, since: number): Failure | undefined;
}

export function createCredentialGate(): CredentialGate {
  const queue: (() => void)[] = [];
  let isAccepted = false;
  let entered = 0;
  let refusals = 0;
  let refusal: { readonly failure: Failure; readonly identity: string | undefined } | undefined;

  function admit(): void {
    while (queue.length > 0 && (isAccepted || entered === 0)) {
      entered++;
      queue.shift()?.();
    }
  }

  return {
    get refusals() {
      return refusals;
    },
    enter(signal) {
      if (isAccepted || entered === 0) {
        entered++;
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const unregister = onAbort(signal, () => {
          queue.splice(queue.indexOf(go), 1);
          reject(signal && abortReason(signal));
        });
        const go = () => {
          unregister();
          resolve();
        };
        queue.push(go);
      });
    },
    leave(outcome) {
      entered--;
      if (outcome !== undefined && !outcome.ok && isRefusal(outcome)) {
        isAccepted = false;
        refusals++;
        refusal = { failure: outcome, identity: identityOf(outcome.received?.request) }; // the request is signed again later
      } else if (outcome?.ok || outcome?.received !== undefined) isAccepted ||= outcome.ok || !isAboutClock(outcome);
      admit();
    },
    refusalOf(signed, since) {
      if (refusal?.identity === undefined || refusals <= since || refusal.identity !== identityOf(signed))
        return undefined;
      return { ...refusal.failure, received: undefined, isUnsent: true };
    },
  };
}

/** Whether the credentials were refused; a signature that is refused for its date says nothing about them. */
export function isRefusal(failure: Failure): boolean {
  return failure.received?.response.status === 401 && !isAboutClock(failure);
}

function isAboutClock(failure: Failure): boolean {
  return failure.clockOffset !== undefined;
}

/** What tells credentials from others; undefined if an `auth` of the caller's own puts them elsewhere. */
export function identityOf(request: Request | undefined): string | undefined {
  if (request === undefined) return undefined;
  const { headers } = request;
  const accessKeyId = /Access=([^,\s]+)/.exec(headers.get("authorization") ?? "")?.[1];
  const parts = [accessKeyId, headers.get("x-security-token"), headers.get("x-auth-token")];
  return parts.some(Boolean) ? JSON.stringify(parts) : undefined;
}
