import type { Auth, AuthContext } from "../auth/auth.ts";
import type { Clock } from "../clock.ts";
import { NetworkError, TimeoutError, throwIfAborted, type WaitedFor } from "../errors.ts";
import type { Emit, RequestEvent } from "../events.ts";
import { isRequest, requireRequest } from "../options.ts";
import { redactCause, redactorOf } from "../redact.ts";
import {
  type CallStats,
  classifyResponse,
  describeRequest,
  type Failure,
  type Outcome,
  type ReceivedResponse,
} from "./classify.ts";
import { type FetchContext, fetchUncached, isControlFlow, requireResponse } from "./fetch.ts";
import { BodyTooLarge, readBody } from "./read-body.ts";
import { withTimeLimit } from "./time-limit.ts";

/** How attempts are made, and what is kept from one to the next. */
export interface AttemptContext extends FetchContext {
  readonly auth: Auth;
  readonly clock: Clock;
  /** The most bytes of a body. */
  readonly maxResponseBytes: number;
  readonly emit: Emit | undefined;
  /** Milliseconds by which the service's clock is ahead of ours, as far as it has told. */
  clockOffset: number;
  /** Whether the last response that says something about the credentials refused them. */
  refused: boolean;
}

/** The limits of one attempt. */
export interface AttemptLimits {
  /** Milliseconds, from asking for credentials to the end of the body. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** What the caller needs to be allowed, for the advice on a refusal. */
  readonly permission?: string | undefined;
  /** A failure that stands in for sending a request that is signed like this. */
  readonly refusalOf?: ((signed: Request) => Failure | undefined) | undefined;
}

/** Which attempt of which call, and why there is another one. */
export type AttemptLabel = Pick<RequestEvent, "call" | "attempt" | "retry">;

/** One attempt, reported to the observer. Rejects only with the caller's abort reason and with what `auth` throws. */
export async function attempt(
  request: Request,
  context: AttemptContext,
  limits: AttemptLimits,
  label: AttemptLabel,
): Promise<Outcome> {
  const { clock, emit } = context;
  const startedAt = clock.now();
  let reportEnd: ReturnType<typeof reportStart> | undefined;
  const start = () => {
    const { method, url } = request;
    if (emit !== undefined)
      reportEnd ??= reportStart(emit, clock, startedAt, { kind: "request", ...label, method, url });
  };
  try {
    const outcome = await exchange(request, context, limits, startedAt, start);
    if (!outcome.ok && outcome.isUnsent) return outcome;
    start(); // unless it has been reported: the time may have been up before
    const received = receivedBy(outcome);
    // A signature that is refused for its date says nothing about the credentials.
    if (received !== undefined && (outcome.ok || outcome.clockOffset === undefined))
      context.refused = received.response.status === 401;
    reportEnd?.(outcome.ok ? undefined : outcome.reason, received);
    return outcome;
  } catch (error) {
    start();
    reportEnd?.(limits.signal?.aborted ? "aborted" : "auth");
    throw error;
  }
}

function receivedBy(outcome: Outcome): ReceivedResponse | undefined {
  return outcome.ok ? outcome : outcome.received;
}

/** Reports that an attempt begins, and returns what reports its end. */
function reportStart(
  emit: Emit,
  clock: Clock,
  startedAt: number,
  request: RequestEvent,
): (error: string | undefined, received?: ReceivedResponse) => void {
  emit(request);
  return (error, received) =>
    emit({
      ...{ kind: "response", call: request.call, attempt: request.attempt, request, error },
      status: received?.response.status,
      requestId: received?.requestId,
      duration: Math.max(0, clock.now() - startedAt), // a clock may be set back
    });
}

/** Signs, sends, reads the whole body and judges it. Whatever the network does is an outcome. */
function exchange(
  request: Request,
  context: AttemptContext,
  { timeout, signal, refusalOf, permission }: AttemptLimits,
  startedAt: number,
  onSigned: () => void,
): Promise<Outcome> {
  const { auth, clock } = context;
  let signed: Request | undefined;
  return withTimeLimit<Outcome>({
    ...{ timeout, clock, signal },
    async work(limit) {
      const sign = async (refused: boolean) => {
        const given: unknown = auth(request, authContext(context, startedAt, limit, refused));
        const own = requireRequest(isRequest(given) ? given : await given, "auth", "a function that returns a Request");
        throwIfAborted(limit); // an `auth` that is too late sends nothing, even if `fetch` ignores its signal
        return own;
      };
      signed = await sign(context.refused);
      let refusal = refusalOf?.(signed);
      if (refusal !== undefined && !context.refused) {
        // A response to these credentials that was under way when they were refused has come since, and has accepted them.
        signed = await sign(true);
        refusal = refusalOf?.(signed);
      }
      if (refusal !== undefined) return refusal;
      onSigned();

      const sentAt = clock.now();
      const sent = signed;
      const failureOf = (thrown: unknown) => {
        if (limit.aborted || isControlFlow(thrown)) throw thrown; // nobody waits for it, or it is not an error
        return thrown instanceof BodyTooLarge ? thrown : redactCause(thrown, redactorOf(sent));
      };
      const response = await fetchUncached(signed, context, limit).catch(failureOf);
      if (response instanceof Error) return networkFailure(signed, response);
      requireResponse(response);
      const body = await readBody(response, context.maxResponseBytes).catch(failureOf);
      return classifyResponse(signed, response, body, {
        ...{ sentAt, receivedAt: clock.now(), explain: auth.explain, permission },
      });
    },
    onTimeout: () => timeoutFailure(request, timeout, signed === undefined ? "credentials" : "response"),
  });
}

function authContext(
  { emit, clockOffset }: AttemptContext,
  now: number,
  signal: AbortSignal,
  refused: boolean,
): AuthContext {
  return {
    signal,
    date: new Date(now + clockOffset),
    refused,
    onCredentialRefresh: emit && (({ ok, expiration }) => emit({ kind: "credentials", ok, expiration })),
  };
}

function networkFailure(signed: Request, cause: Error): Failure {
  const { host } = new URL(signed.url);
  const isPage = "document" in globalThis; // a browser hides the reason from its pages
  const toError = (stats: CallStats) => new NetworkError({ ...describeRequest(signed), ...stats, host, isPage }, cause);
  return { ok: false, retryable: true, reason: "network_error", toError };
}

function timeoutFailure(request: Request, timeout: number, waitedFor: WaitedFor): Failure {
  const toError = (stats: CallStats) => new TimeoutError({ ...describeRequest(request), ...stats, timeout, waitedFor });
  return { ok: false, retryable: true, reason: "timeout", toError };
}
