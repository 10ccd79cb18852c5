import type { Clock } from "../clock.ts";
import type { Auth, AuthContext } from "../credentials/auth.ts";
import type { CocErrorCode } from "../errors/coc-error.ts";
import { NetworkError } from "../errors/network-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import type { Fault, Outcome } from "./outcome.ts";
import { readAnswer } from "./read-answer.ts";
import { redactCause, redactorOf } from "./redact.ts";
import { startTimeLimit } from "./time-limit.ts";

/** What one attempt needs. */
export interface AttemptContext {
  readonly auth: Auth;
  readonly clock: Clock;
  readonly fetch: FetchFunction;
  /** The limit of this attempt in milliseconds, from signing to the end of the body. */
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
export async function attempt(request: Request, context: AttemptContext): Promise<Outcome> {
  const { auth, authContext, clock, signal, timeout } = context;
  const describe = () => ({ method: request.method, path: new URL(request.url).pathname });
  const limit = startTimeLimit(timeout, signal);
  try {
    const signed = await limit.race(auth(request, { ...authContext, signal: limit.signal }));
    const redact = redactorOf(signed);
    const sentAt = clock.now();
    const received = await limit.race(exchange(signed, limit.signal, context.fetch)).catch((error: unknown) => {
      if (limit.signal.aborted) throw error;
      return redactCause(error, redact);
    });
    if (received instanceof Error) {
      return fault(
        "network_error",
        (effort) => new NetworkError({ ...describe(), ...effort, host: new URL(request.url).host }, received),
      );
    }
    const { response, text } = received;
    return readAnswer(response, text, { describe, signed, redact, sentAt, receivedAt: clock.now() });
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.timedOut()) return fault("timeout", (effort) => new TimeoutError({ ...describe(), ...effort, timeout }));
    throw error;
  } finally {
    limit.stop();
  }
}

async function exchange(
  request: Request,
  signal: AbortSignal,
  fetch: FetchFunction,
): Promise<{ response: Response; text: string }> {
  // A redirect is never followed: `fetch` would carry X-Security-Token to wherever it points.
  const response = await fetch(request, { signal, redirect: "manual" });
  return { response, text: await response.text() };
}

function fault(reason: CocErrorCode, toError: Fault["toError"]): Fault {
  return { ok: false, retryable: true, reason, toError };
}
