import type { CallError } from "../errors/call-error.ts";
import { type AttemptContext, attempt } from "./attempt.ts";
import { backoffDelay, type RetryOptions } from "./backoff.ts";
import type { Answer, Effort, Fault, Success } from "./outcome.ts";

/** What a call needs: that of its attempts, and how to retry. */
export interface SendContext extends AttemptContext {
  readonly retry: Required<RetryOptions>;
}

/** How a call ended: with what was asked for, or with the error that says why not. */
export type Sent = Effort &
  (
    | (Success & { readonly error?: undefined })
    | { readonly ok: false; readonly answer: Answer | undefined; readonly error: CallError }
  );

/**
 * Sends a request, again where that may help: retry( attempt ), where one attempt is sign → send → read the whole body → judge,
 * all under the attempt's time limit. Signing stands inside, since a signature carries its date; reading and judging stand
 * inside, since a 200 that was cut off is worth another try and a body that stalls must time out.
 */
export async function send(request: Request, context: SendContext): Promise<Sent> {
  let waited = 0;
  for (let attempts = 1; ; attempts++) {
    const outcome = await attempt(request, context);
    if (outcome.ok) return { ...outcome, attempts, waited };

    const delay = delayBeforeRetry(request, outcome, attempts, context);
    if (delay === undefined) {
      return { ok: false, answer: outcome.answer, error: outcome.toError({ attempts, waited }), attempts, waited };
    }
    await context.clock.sleep(delay, context.signal);
    waited += delay;
  }
}

/** The wait before the next attempt, or undefined where there is to be none. */
function delayBeforeRetry(request: Request, fault: Fault, attempts: number, context: SendContext): number | undefined {
  const { retry, clock } = context;
  // Only a GET: a POST on the same path changes tickets, and may have done so before its answer was lost.
  if (!fault.retryable || request.method !== "GET" || attempts >= retry.maxAttempts) return undefined;
  if ((fault.retryAfter ?? 0) > retry.maxRetryAfter) return undefined;
  return backoffDelay(attempts, fault.retryAfter, retry, clock.random);
}
