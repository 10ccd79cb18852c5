import type { Clock } from "../clock.ts";
import type { Auth, AuthContext } from "../credentials/auth.ts";
import { NetworkError } from "../errors/network-error.ts";
import { TimeoutError, type WaitedFor } from "../errors/timeout-error.ts";
import { isRequest, requireRequest } from "../validate.ts";
import { describeRequest } from "./describe-request.ts";
import type { Fault, Outcome } from "./outcome.ts";
import { readAnswer } from "./read-answer.ts";
import { redactCause, redactorOf } from "./redact.ts";
import { withTimeLimit } from "./time-limit.ts";

/** What one attempt needs. */
export interface AttemptContext {
  readonly auth: Auth;
  readonly clock: Clock;
  readonly fetch: FetchFunction;
  /** The limit of this attempt in milliseconds, from asking for credentials to the end of the body. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** What `auth` is told besides. */
  readonly authContext: Omit<AuthContext, "signal">;
}

/** The part of `fetch` that is used. */
export type FetchFunction = (request: Request, init: RequestInit) => Promise<Response>;

/**
 * One attempt: sign, send, read the whole body, judge it. Rejects only with the caller's abort reason and with what `auth`
 * throws; whatever the network does is an outcome.
 */
export function attempt(request: Request, context: AttemptContext): Promise<Outcome> {
  const { auth, authContext, clock, fetch, timeout, signal } = context;
  let signed: Request | undefined;
  return withTimeLimit<Outcome>({
    timeout,
    signal,
    async work(limit) {
      const given: unknown = auth(request, { ...authContext, signal: limit });
      signed = requireRequest(isRequest(given) ? given : await given, "auth", "a function that returns a Request");
      limit.throwIfAborted(); // an `auth` that comes too late sends nothing, also where `fetch` does not look at its signal

      const redact = redactorOf(signed);
      const sentAt = clock.now();
      let response: Response | undefined;
      let body: string | Error;
      try {
        // A redirect is never followed: `fetch` would carry X-Security-Token to wherever it points.
        response = await fetchFresh(fetch, signed, { signal: limit, redirect: "manual" });
        body = await response.text();
      } catch (thrown) {
        if (limit.aborted) throw thrown; // nobody is waiting for it any more
        body = redactCause(thrown, redact);
        if (response === undefined) return networkFault(signed, body);
      }
      return readAnswer(response, body, { signed, redact, sentAt, receivedAt: clock.now() });
    },
    onTimeout: () => timeoutFault(request, timeout, signed === undefined ? "credentials" : "answer"),
  });
}

/** Those that have thrown on `cache`, as that of Cloudflare Workers did before 2024-11: they have no cache to be kept out of. */
const withoutCacheMode = new WeakSet<FetchFunction>();

/** A cache in between would answer a window that is requested again with its first answer. */
async function fetchFresh(fetch: FetchFunction, request: Request, init: RequestInit): Promise<Response> {
  if (!withoutCacheMode.has(fetch)) {
    try {
      return await fetch(request, { ...init, cache: "no-store" });
    } catch (error) {
      if (init.signal?.aborted || !/\bcache\b/i.test(String(error))) throw error;
      withoutCacheMode.add(fetch);
    }
  }
  return fetch(request, init);
}

function networkFault(signed: Request, cause: Error): Fault {
  return {
    ok: false,
    retryable: true,
    reason: "network_error",
    toError: (effort) =>
      new NetworkError({ ...describeRequest(signed), ...effort, host: new URL(signed.url).host }, cause),
  };
}

function timeoutFault(request: Request, timeout: number, waitedFor: WaitedFor): Fault {
  return {
    ok: false,
    retryable: true,
    reason: "timeout",
    toError: (effort) => new TimeoutError({ ...describeRequest(request), ...effort, timeout, waitedFor }),
  };
}
