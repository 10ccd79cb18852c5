import { onAbort } from "../abort.ts";
import { CredentialsError, isCocError } from "../errors.ts";
import { redactCause, redactor } from "../redact.ts";
import type { AuthContext, ProviderContext } from "./auth.ts";

const MINUTE = 60_000;
/** Called again this long before the expiration, so that requests in flight and clocks that are a little off succeed. */
const AHEAD = 5 * MINUTE;
/** What does not expire is requested again after this long. */
const KEPT_WITHOUT_END = 5 * MINUTE;
/** A provider that has just failed is not called for this long, while the current credentials are valid. */
const PAUSE_AFTER_FAILURE = MINUTE;

/** What a provider returns: something secret that may expire. */
export interface Expiring {
  readonly expiration?: Date | undefined;
}

/** What is cached, and where it comes from. */
export interface RefreshingOptions<Kept extends Expiring> {
  /** Requests it, and refuses what cannot work. */
  readonly ask: (context: ProviderContext) => Promise<Kept>;
  /** The strings within that must not show in an error. */
  readonly secretsOf: (kept: Kept) => readonly string[];
}

/**
 * Caches what a provider returned until shortly before it expires, and calls it once for all callers that need it meanwhile. A
 * failure while the current credentials are valid is not an error. The time is the attempt's own, so that it agrees with the
 * signature's.
 */
export function refreshing<Kept extends Expiring>({
  ask,
  secretsOf,
}: RefreshingOptions<Kept>): (context: AuthContext) => Promise<Kept> {
  let current: Kept | undefined;
  let refreshAt = Number.NEGATIVE_INFINITY;

  const refresh = shareRun(async (signal, { date, onCredentialRefresh }: AuthContext) => {
    const now = date.getTime();
    try {
      const given = await ask({ signal });
      if (!signal.aborted) {
        current = given;
        refreshAt = refreshTime(given, now);
        onCredentialRefresh?.({ ok: true, expiration: given.expiration });
      }
      return given;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      onCredentialRefresh?.({ ok: false, expiration: current?.expiration });
      if (current === undefined || isOver(current, now)) throw toCredentialsError(thrown, current, secretsOf);
      refreshAt = now + PAUSE_AFTER_FAILURE;
      return current;
    }
  });

  return async (context) => {
    const now = context.date.getTime();
    if (current === undefined || context.refused === true || now >= refreshAt || isOver(current, now))
      return refresh(context);
    return current;
  };
}

function refreshTime({ expiration }: Expiring, now: number): number {
  if (expiration === undefined) return now + KEPT_WITHOUT_END;
  const left = expiration.getTime() - now;
  return expiration.getTime() - Math.min(AHEAD, left / 2); // half of it if all of it is short
}

function isOver({ expiration }: Expiring, now: number): boolean {
  return expiration !== undefined && now >= expiration.getTime();
}

/** The provider's error, unless it is one of this package already, without the current credentials. */
function toCredentialsError<Kept extends Expiring>(
  thrown: unknown,
  current: Kept | undefined,
  secretsOf: (kept: Kept) => readonly string[],
): unknown {
  if (isCocError(thrown)) return thrown;
  const cause = redactCause(
    thrown,
    redactor(() => (current === undefined ? [] : secretsOf(current))),
  );
  const ended =
    current?.expiration === undefined ? "" : ` Its last credentials expired at ${current.expiration.toISOString()}.`;
  const message = `The credentials provider failed: ${cause.message || cause.name}.${ended} Nothing was sent.`;
  return new CredentialsError(message, { cause });
}

interface Run<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets all callers that come while `start` is running share that run. A caller that aborts stops waiting at once, with its own
 * reason; the run itself is aborted only when nobody waits for it any more.
 */
function shareRun<T, Context extends { readonly signal?: AbortSignal | undefined }>(
  start: (signal: AbortSignal, context: Context) => Promise<T>,
): (context: Context) => Promise<T> {
  let currentRun: Run<T> | undefined;

  const begin = (context: Context): Run<T> => {
    const controller = new AbortController();
    const result = start(controller.signal, context).finally(() => end(run));
    const run: Run<T> = { result, controller, waiting: 0 };
    result.catch(() => undefined); // when all callers have left, nobody else listens
    return run;
  };
  const end = (run: Run<T>) => {
    if (currentRun === run) currentRun = undefined;
  };

  return async (context) => {
    const { signal } = context;
    signal?.throwIfAborted();
    currentRun ??= begin(context);
    const run = currentRun;
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
