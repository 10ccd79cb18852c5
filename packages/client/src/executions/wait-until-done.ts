import type { Execution } from "@coc-executions/types";
import { MAX_TIMER } from "../clock.ts";
import { type CocError, isNotFoundError, WaitTimeoutError } from "../errors.ts";
import { requireId } from "../http/path.ts";
import { withTimeLimit } from "../http/time-limit.ts";
import { abortSignal, boolean, type Checks, checkOptions, func, milliseconds } from "../options.ts";
import type { Transport } from "../transport.ts";
import { getExecution } from "./get.ts";
import { interval, type OnError, poll } from "./poll.ts";
import { isTerminal } from "./predicates.ts";
import { type ExecutionFailure, findFailures } from "./why.ts";

/** How the end of a ticket is waited for. All times in milliseconds, on the client's clock. */
export interface WaitOptions {
  /** From one poll to the next, at least 100. Polls that fail follow each other more slowly. @default 10000 */
  readonly interval?: number | undefined;
  /** How long to wait. The ticket is then read a last time, which takes at most five seconds. @default none */
  readonly timeout?: number | undefined;
  /** For how long there may be no such ticket, as when it has just been created, or a replica lags. @default 120000 */
  readonly notFoundGrace?: number | undefined;
  /** Called after each poll that did not fail, with the ticket; with undefined while there is none. What it throws ends the wait. */
  readonly onPoll?: ((execution: Execution | undefined) => void) | undefined;
  /** Called for each poll that failed and will be followed by another. What it throws ends the wait. */
  readonly onError?: OnError | undefined;
  /** Ends the wait at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Whether to resolve to the ticket and what of it failed, as `why` does, instead of to the ticket alone. */
interface WithFailures {
  readonly failures: true;
}

const CHECKS: Checks<WaitOptions & WithFailures> = {
  interval,
  timeout: /* @__PURE__ */ milliseconds(1),
  notFoundGrace: /* @__PURE__ */ milliseconds(0),
  failures: boolean,
  onPoll: /* @__PURE__ */ func("a function of a ticket"),
  onError: /* @__PURE__ */ func("a function of an error"),
  signal: abortSignal,
};

/** The least that a poll gets, even if the time is up before, in milliseconds. */
const LAST_POLL = 5000;

/** What one poll found, if it was done in time. */
type Found = { readonly execution: Execution | undefined } | "timed out";

/**
 * Waits until a ticket has ended, and resolves to it, however it ended: ask `isSuccess`. It is read immediately and then every
 * `interval`, by one request each. A ticket that is not visible yet is waited for. Transient errors never end the wait. With
 * `failures: true` it resolves to what of the ticket failed too, as `whyFailed` does.
 *
 * @throws {WaitTimeoutError} after `timeout`; it has the ticket as it was last seen.
 * @throws {NotFoundError} if there has been no such ticket for `notFoundGrace`.
 * @throws {InvalidArgumentError} before anything is sent, and what another poll cannot solve.
 */
export async function waitUntilDone(
  transport: Transport,
  execution_id: string,
  options: WaitOptions & WithFailures,
): Promise<ExecutionFailure>;
export async function waitUntilDone(
  transport: Transport,
  execution_id: string,
  options?: WaitOptions & { readonly failures?: false | undefined },
): Promise<Execution>;
export async function waitUntilDone(
  transport: Transport,
  execution_id: string,
  options: WaitOptions & { readonly failures?: boolean | undefined } = {},
): Promise<Execution | ExecutionFailure> {
  requireId(execution_id, "execution_id");
  checkOptions<object>(options, CHECKS, "the options of waitUntilDone");
  const { signal = new AbortController().signal, failures = false } = options;
  const execution = await pollUntilDone(transport, execution_id, { ...options, signal });
  return failures ? await findFailures(transport, execution, { signal }) : execution;
}

async function pollUntilDone(
  transport: Transport,
  execution_id: string,
  {
    interval = 10_000,
    timeout,
    notFoundGrace = 120_000,
    onPoll,
    onError,
    signal,
  }: WaitOptions & { readonly signal: AbortSignal },
): Promise<Execution> {
  const { clock, retry } = transport;
  const until = timeout === undefined ? Number.POSITIVE_INFINITY : clock.now() + timeout;
  let seenAt = clock.now();
  let seen: Execution | undefined;
  let failure: CocError | undefined;

  /** The ticket; undefined while it may become visible. */
  async function find(limit: AbortSignal): Promise<Execution | undefined> {
    try {
      return await getExecution(transport, execution_id, { signal: limit });
    } catch (error) {
      if (isNotFoundError(error) && clock.now() - seenAt < notFoundGrace) return undefined;
      throw error;
    }
  }

  function pollOnce(): Promise<Found> {
    return withTimeLimit<Found>({
      timeout: Math.min(MAX_TIMER, Math.max(LAST_POLL, until - clock.now())),
      ...{ clock, signal },
      work: async (limit) => ({ execution: await find(limit) }),
      onTimeout: () => "timed out",
    });
  }

  const onFailure: OnError = (error, round) => {
    failure = error;
    return onError?.(error, round);
  };
  const { maxRetryAfter } = retry;
  for await (const found of poll(pollOnce, { interval, maxRetryAfter, onError: onFailure, clock, signal, until })) {
    if (found === "timed out") continue;
    const { execution } = found;
    failure = undefined;
    onPoll?.(execution);
    if (execution === undefined) continue;
    if (isTerminal(execution)) return execution;
    seen = execution;
    seenAt = clock.now();
  }
  throw new WaitTimeoutError({ execution_id, timeout: timeout ?? 0, execution: seen, cause: failure });
}
