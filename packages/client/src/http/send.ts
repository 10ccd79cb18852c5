import type { CallError } from "../errors.ts";
import type { RequestEvent } from "../events.ts";
import { type AttemptContext, type AttemptLimits, attempt } from "./attempt.ts";
import type { CallStats, Failure, Outcome, ReceivedResponse, Success } from "./classify.ts";
import type { Limiter } from "./limiter.ts";
import { backoffDelay, type RetryBudget, type RetrySettings } from "./retry.ts";

/** How requests are sent, and what is kept from one call to the next. */
export interface SendContext extends AttemptContext {
  readonly limiter: Limiter;
  readonly retryBudget: RetryBudget;
  /** Calls made so far. */
  calls: number;
}

/** The limits of one call. */
export interface CallLimits extends AttemptLimits {
  readonly retry: RetrySettings;
}

/** A call that succeeded. */
export type SentResponse = Success & CallStats;

/** How a call ended: with the response, or with the error that says why not. */
export type Sent =
  | (SentResponse & { readonly error?: undefined })
  | (CallStats & { readonly ok: false; readonly received: ReceivedResponse | undefined; readonly error: CallError });

/**
 * Sends a request, again if that may help: retry( limiter( attempt ) ), where one attempt is sign → send → read the whole body →
 * classify, all under the attempt's time limit. Signing is inside, since each signature carries its date; reading and
 * classifying are inside, since a truncated 200 is worth another try and a body that stalls must time out. The limiter is in
 * between, so that a retry waits in the queue like any request, and the queue does not use up the time limit.
 */
export async function send(request: Request, context: SendContext, limits: CallLimits): Promise<Sent> {
  const { clock, emit, limiter, retryBudget } = context;
  const { signal } = limits;
  const call = ++context.calls;
  let clockCorrected = false;
  let waited = 0;
  let retry: RequestEvent["retry"];

  for (let attempts = 1; ; attempts++) {
    const slot = limiter.acquire(signal);
    if (slot !== undefined) {
      const queuedAt = clock.now();
      await slot;
      waited += Math.max(0, clock.now() - queuedAt); // a clock may be set back
    }
    const { clockOffset } = context;
    let outcome: Outcome;
    try {
      outcome = await attempt(request, context, limits, { call, attempt: attempts, retry });
    } finally {
      limiter.release();
    }
    if (outcome.ok) {
      retryBudget.earn();
      return { ...outcome, attempts, waited };
    }

    let delay = delayBeforeRetry(request, outcome, attempts, context, limits);
    if (outcome.received?.response.status === 429)
      limiter.pause(delay ?? delayOfOthers(outcome, attempts, context, limits));
    if (!clockCorrected && correctClock(request, outcome, clockOffset, context)) {
      clockCorrected = true;
      delay = 0;
    }
    if (delay === undefined) {
      const { received } = outcome;
      return { ok: false, received, error: outcome.toError({ attempts, waited }), attempts, waited };
    }
    retry = { reason: outcome.reason, delay };
    emit?.({ kind: "retry", call, attempt: attempts + 1, ...retry });
    await clock.sleep(delay, signal);
    waited += delay;
  }
}

/** The wait before the next attempt, or undefined if there is to be none. */
function delayBeforeRetry(
  request: Request,
  failure: Failure,
  attempts: number,
  { retryBudget, clock }: SendContext,
  { retry }: CallLimits,
): number | undefined {
  // Only a GET: a POST on the same path changes tickets, and may have done so before its response was lost.
  if (!failure.retryable || request.method !== "GET" || attempts >= retry.maxAttempts) return undefined;
  if ((failure.retryAfter ?? 0) > retry.maxRetryAfter || !retryBudget.spend()) return undefined;
  return backoffDelay(attempts, failure.retryAfter, retry, clock.random);
}

/** How long the client's other calls wait when this one gives up: the limit that was exceeded is the account's. */
function delayOfOthers(
  { retryAfter }: Failure,
  attempts: number,
  { clock }: SendContext,
  { retry }: CallLimits,
): number {
  const asked = retryAfter && Math.min(retryAfter, retry.maxRetryAfter);
  return backoffDelay(attempts, asked, retry, clock.random);
}

/** A smaller skew is no reason to sign again: the service accepts a quarter of an hour to either side. */
const MIN_SKEW = 60_000;

/** Remembers the service's time if a signature failed by ours; false if another signature would fail again. */
function correctClock(request: Request, { clockOffset }: Failure, signedWith: number, context: SendContext): boolean {
  if (clockOffset === undefined || request.method !== "GET" || Math.abs(clockOffset - signedWith) < MIN_SKEW)
    return false;
  context.clockOffset = clockOffset;
  return true;
}
