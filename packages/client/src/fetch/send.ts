import type { CallError } from "../errors/call-error.ts";
import type { RequestEvent } from "../observe/client-event.ts";
import type { ClientSettings } from "../resolve-options.ts";
import { backoffDelay } from "./backoff.ts";
import type { ClientState } from "./client-state.ts";
import type { Answer, Effort, Fault, Outcome, Success } from "./outcome.ts";
import { watchedAttempt } from "./watched-attempt.ts";

/** What a call needs: how its client is set up, what that keeps between calls, and the caller's own limits. */
export interface SendContext {
  readonly settings: ClientSettings;
  readonly state: ClientState;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** How a call ended: with what was asked for, or with the error that says why not. */
export type Sent = Effort &
  (
    | (Success & { readonly error?: undefined })
    | { readonly ok: false; readonly answer: Answer | undefined; readonly error: CallError }
  );

/**
 * Sends a request, again where that may help: retry( limiter( attempt ) ), where one attempt is sign → send → read the whole
 * body → judge, all under the attempt's time limit. Signing stands inside, since a signature carries its date; reading and
 * judging stand inside, since a 200 that was cut off is worth another try and a body that stalls must time out. The limiter
 * stands between, so that a retry waits its turn like any request, and a queue does not eat up the time limit.
 */
export async function send(request: Request, context: SendContext): Promise<Sent> {
  const { settings, state, signal } = context;
  const { clock, emit } = settings;
  const call = ++state.calls;
  let clockMended = false;
  let waited = 0;
  let retry: RequestEvent["retry"];

  for (let attempts = 1; ; attempts++) {
    const turn = state.limiter.acquire(signal);
    if (turn !== undefined) {
      const queuedAt = clock.now();
      await turn;
      waited += Math.max(0, clock.now() - queuedAt); // a clock may be set back
    }
    const clockOffset = state.clockOffset;
    let outcome: Outcome;
    try {
      outcome = await watchedAttempt(request, context, { call, attempt: attempts, retry });
    } finally {
      state.limiter.release();
    }
    if (outcome.ok) {
      state.retryBudget.earn();
      return { ...outcome, attempts, waited };
    }

    let delay = delayBeforeRetry(request, outcome, attempts, context);
    if (outcome.answer?.response.status === 429) state.limiter.pause(delay ?? restAfter(outcome, attempts, context));
    if (!clockMended && mendClock(request, outcome, clockOffset, state)) {
      clockMended = true;
      delay = 0;
    }
    if (delay === undefined) {
      return { ok: false, answer: outcome.answer, error: outcome.toError({ attempts, waited }), attempts, waited };
    }
    retry = { reason: outcome.reason, delay };
    emit?.({ kind: "retry", call, attempt: attempts + 1, ...retry });
    await clock.sleep(delay, signal);
    waited += delay;
  }
}

/** The wait before the next attempt, or undefined where there is to be none. */
function delayBeforeRetry(request: Request, fault: Fault, attempts: number, context: SendContext): number | undefined {
  const { retry, clock } = context.settings;
  // Only a GET: a POST on the same path changes tickets, and may have done so before its answer was lost.
  if (!fault.retryable || request.method !== "GET" || attempts >= retry.maxAttempts) return undefined;
  if ((fault.retryAfter ?? 0) > retry.maxRetryAfter || !context.state.retryBudget.spend()) return undefined;
  return backoffDelay(attempts, fault.retryAfter, retry, clock.random);
}

/** For how long the other calls of the client wait when this one gives up: the limit that was hit is the account's. */
function restAfter({ retryAfter }: Fault, attempts: number, { settings }: SendContext): number {
  const { retry, clock } = settings;
  const asked = retryAfter && Math.min(retryAfter, retry.maxRetryAfter);
  return backoffDelay(attempts, asked, retry, clock.random);
}

/** Less than this is no reason to sign again: the service takes a quarter of an hour to either side. */
const SMALLEST_SKEW = 60_000;

/** Remembers the service's time where a signature failed by ours; false where another signature would fail again. */
function mendClock(request: Request, { clockOffset }: Fault, signedWith: number, state: ClientState): boolean {
  if (clockOffset === undefined || request.method !== "GET" || Math.abs(clockOffset - signedWith) < SMALLEST_SKEW)
    return false;
  state.clockOffset = clockOffset;
  return true;
}
