import { onAbort } from "../abort.ts";
import { CredentialsError, isCocError } from "../errors.ts";
import { redactCause, redactor } from "../redact.ts";
import type { AuthContext, ProviderContext } from "./auth.ts";

const MINUTE = 60_000;
/** Asked again this long before the end, so that a request under way and a clock that is a little off come through. */
const AHEAD = 5 * MINUTE;
/** What has no end is asked for again after this long. */
const KEPT_WITHOUT_END = 5 * MINUTE;
/** A provider that has just failed is left alone for this long, while what is in hand still holds. */
const PAUSE_AFTER_FAILURE = MINUTE;

/** What a provider gives: something secret that may end. */
export interface Expiring {
  readonly expiration?: Date | undefined;
}

/** What is kept, and where it comes from. */
export interface RefreshingOptions<Kept extends Expiring> {
  /** Gets it, and refuses what cannot work. */
  readonly ask: (context: ProviderContext) => Promise<Kept>;
  /** The texts within that must not show in an error. */
  readonly secretsOf: (kept: Kept) => readonly string[];
}

/**
 * Keeps what a provider gave until shortly before it ends, and asks once for all callers that need it meanwhile. A failure
 * while what is in hand still holds is no error. The time is the attempt's own, so that it agrees with the signature's.
 */
export function refreshing<Kept extends Expiring>({
  ask,
  secretsOf,
}: RefreshingOptions<Kept>): (context: AuthContext) => Promise<Kept> {
  let inHand: Kept | undefined;
  let askAgainAt = Number.NEGATIVE_INFINITY;

  const refresh = shareRun(async (signal, { date, onCredentialRefresh }: AuthContext) => {
    const now = date.getTime();
    try {
      const given = await ask({ signal });
      if (!signal.aborted) {
        inHand = given;
        askAgainAt = whenToAskAgain(given, now);
        onCredentialRefresh?.({ ok: true, expiration: given.expiration });
      }
      return given;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      onCredentialRefresh?.({ ok: false, expiration: inHand?.expiration });
      if (inHand === undefined || isOver(inHand, now)) throw toCredentialsError(thrown, inHand, secretsOf);
      askAgainAt = now + PAUSE_AFTER_FAILURE;
      return inHand;
    }
  });

  return async (context) => {
    const now = context.date.getTime();
    if (inHand === undefined || context.refused === true || now >= askAgainAt || isOver(inHand, now))
      return refresh(context);
    return inHand;
  };
}

function whenToAskAgain({ expiration }: Expiring, now: number): number {
  if (expiration === undefined) return now + KEPT_WITHOUT_END;
  const left = expiration.getTime() - now;
  return expiration.getTime() - Math.min(AHEAD, left / 2); // half of it where all of it is short
}

function isOver({ expiration }: Expiring, now: number): boolean {
  return expiration !== undefined && now >= expiration.getTime();
}

/** The provider's error, unless it is one of this package already, without what was in hand. */
function toCredentialsError<Kept extends Expiring>(
  thrown: unknown,
  inHand: Kept | undefined,
  secretsOf: (kept: Kept) => readonly string[],
): unknown {
  if (isCocError(thrown)) return thrown;
  const cause = redactCause(
    thrown,
    redactor(() => (inHand === undefined ? [] : secretsOf(inHand))),
  );
  const ended =
    inHand?.expiration === undefined ? "" : ` What it gave before ended at ${inHand.expiration.toISOString()}.`;
  const message = `The credentials provider failed: ${cause.message || cause.name}.${ended} Nothing was sent.`;
  return new CredentialsError(message, { cause });
}

interface Run<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets all who come while `start` is under way wait for the one run. Whoever aborts stops waiting at once, with a reason of
 * their own; the run itself is aborted only when nobody waits for it any more.
 */
function shareRun<T, Context extends { readonly signal?: AbortSignal | undefined }>(
  start: (signal: AbortSignal, context: Context) => Promise<T>,
): (context: Context) => Promise<T> {
  let current: Run<T> | undefined;

  const begin = (context: Context): Run<T> => {
    const controller = new AbortController();
    const result = start(controller.signal, context).finally(() => end(run));
    const run: Run<T> = { result, controller, waiting: 0 };
    result.catch(() => undefined); // when all have left, nobody else listens
    return run;
  };
  const end = (run: Run<T>) => {
    if (current === run) current = undefined;
  };

  return async (context) => {
    const { signal } = context;
    signal?.throwIfAborted();
    current ??= begin(context);
    const run = current;
    run.waiting += 1;

    return new Promise<T>((resolve, reject) => {
      const letGo = onAbort(signal, () => {
        run.waiting -= 1;
        reject(signal?.reason);
        if (run.waiting > 0) return;
        end(run);
        run.controller.abort(signal?.reason);
      });
      run.result.then(resolve, reject).finally(letGo);
    });
  };
}
