import type { Clock } from "../clock.ts";
import type { RequestEvent } from "../observe/client-event.ts";
import type { Emit } from "../observe/emitter.ts";
import { attempt } from "./attempt.ts";
import type { Outcome } from "./outcome.ts";
import type { SendContext } from "./send.ts";

/** Which attempt of which call of the client, and why it is another one. */
export type AttemptLabel = Pick<RequestEvent, "call" | "attempt" | "retry">;

/** Tells how an attempt ended. */
type TellEnd = (error: string | undefined, answer?: Outcome["answer"]) => void;

/** One attempt, with the client's state put to use, and its beginning and end told to the observer. */
export async function watchedAttempt(request: Request, context: SendContext, label: AttemptLabel): Promise<Outcome> {
  const { settings, state, timeout, signal } = context;
  const { auth, clock, emit, fetch } = settings;
  const startedAt = clock.now();
  const tellEnd =
    emit &&
    tellBeginning(emit, clock, startedAt, { kind: "request", ...label, method: request.method, url: request.url });
  try {
    const outcome = await attempt(request, {
      ...{ auth, clock, fetch, timeout, signal },
      authContext: {
        date: new Date(startedAt + state.clockOffset),
        refused: state.refused,
        onCredentialRefresh: emit && (({ ok, expiration }) => emit({ kind: "credentials", ok, expiration })),
      },
    });
    const { answer } = outcome;
    // No answer, or a signature that is refused for its date, says nothing about the credentials.
    if (answer !== undefined && (outcome.ok || outcome.clockOffset === undefined))
      state.refused = answer.response.status === 401;
    tellEnd?.(outcome.ok ? undefined : outcome.reason, answer);
    return outcome;
  } catch (error) {
    tellEnd?.(signal?.aborted ? "aborted" : "auth");
    throw error;
  }
}

/** Tells that an attempt begins, and gives what will tell how it ended. */
function tellBeginning(emit: Emit, clock: Clock, startedAt: number, request: RequestEvent): TellEnd {
  emit(request);
  return (error, answer) =>
    emit({
      kind: "answer",
      call: request.call,
      attempt: request.attempt,
      request,
      status: answer?.response.status,
      requestId: answer?.requestId,
      duration: Math.max(0, clock.now() - startedAt), // a clock may be set back
      error,
    });
}
