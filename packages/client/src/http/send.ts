import type { CallError } from "../errors.ts";
import type { RequestEvent } from "../events.ts";
import { type AttemptContext, type AttemptLimits, attempt } from "./attempt.ts";
import type { CallStats, Failure, Outcome, ReceivedResponse, Success } from "./classify.ts";
import { type CredentialGate, identityOf, isRefusal } from "./credential-gate.ts";
import type { Limiter } from "./limiter.ts";
import { backoffDelay, type RetryBudget, type RetrySettings } from "./retry.ts";

/** How requests are sent, and what is kept from one call to the next. */
export interface SendContext extends AttemptContext {
  readonly limiter: Limiter;
  readonly gate: CredentialGate;
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
  const { clock, emit, gate, limiter, retryBudget } = context;
  const { signal } = limits;
  const call = ++context.calls;
  const since = gate.refusals;
  const attemptLimits = { ...limits, refusalOf: (signed: Request) => gate.refusalOf(signed, since) };
  let clockCorrected = false;
  let refusal: Failure | undefined;
  let waited = 0;
  let retry: RequestEvent["retry"];

  for (let attempts = 1; ; attempts++) {
    waited += await queue(context, signal);
    const { clockOffset } = context;
    let outcome: Outcome | undefined;
    try {
      outcome = await attempt(request, context, attemptLimits, { call, attempt: attempts, retry });
    } finally {
      limiter.release();
      gate.leave(outcome);
    }
    if (!outcome.ok && outcome.isUnsent) return fail(refusal ?? outcome, { attempts: attempts - 1, waited });
    if (outcome.ok) {
      retryBudget.earn();
      return { ...outcome, attempts, waited };
    }

    if (
      isRefusal(outcome) &&
      refusal === undefined &&
      request.method === "GET" &&
      identityOf(outcome.received?.request)
    ) {
      refusal = outcome; // once more, if `auth` has other credentials by now
      continue;
    }
    let delay = delayBeforeRetry(request, outcome, attempts, context, limits);
    if (outcome.received?.response.status === 429)
      limiter.pause(delay ?? delayOfOthers(outcome, attempts, context, limits));
    if (!clockCorrected && correctClock(request, outcome, clockOffset, context)) {
      clockCorrected = true;
      delay = 0;
    }
    if (delay === undefined) return fail(outcome, { attempts, waited });
    retry = { reason: outcome.reason, delay };
    emit?.({ kind: "retry", call, attempt: attempts + 1, ...retry });
    await clock.sleep(delay, signal);
    waited += delay;
  }
}

/** Waits for a slot and until the credentials may be used; resolves to the milliseconds that it took. */
async function queue({ clock, gate, limiter }: SendContext, signal: AbortSignal | undefined): Promise<number> {
  const slot = limiter.acquire(signal);
  const startedAt = slot === undefined ? undefined : clock.now();
  if (slot !== undefined) await slot;
  try {
    const turn = gate.enter(signal);
    if (turn !== undefined) await turn;
  } catch (error) {
    limiter.release();
    throw error;
  }
  return startedAt === undefined ? 0 : Math.max(0, clock.now() - startedAt); // a clock may be set back
}

function fail(failure: Failure, stats: CallStats): Sent {
  return { ok: false, received: failure.received, error: failure.toError(stats), ...stats };
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
