import type { Execution } from "@coc-executions/types";
import { MAX_TIMER } from "../clock.ts";
import { type CocError, InvalidArgumentError, WaitTimeoutError } from "../errors.ts";
import { withTimeLimit } from "../http/time-limit.ts";
import { abortSignal, type Checks, checkOptions, func, milliseconds, requireObject } from "../options.ts";
import type { Transport } from "../transport.ts";
import { listQuery } from "./list.ts";
import { interval, type OnError, poll } from "./poll.ts";
import { isTerminal } from "./predicates.ts";
import { type ExecutionFilter, narrow, toQuery } from "./query.ts";

/** How the end of a ticket is waited for. All times in milliseconds, on the client's clock. */
export interface WaitOptions {
  /**
   * Which tickets to list. Whatever keeps the list short saves requests: `since("1h")`, or the `document_id`. A ticket that does
   * not match is never found. @default all
   */
  readonly filter?: ExecutionFilter | undefined;
  /** From one poll to the next, at least 100. Polls that fail follow each other more slowly. @default 10000 */
  readonly interval?: number | undefined;
  /** How long to wait. The list is then polled a last time, which takes at most five seconds. @default none */
  readonly timeout?: number | undefined;
  /** Called for each poll that failed and will be followed by another. What it throws ends the wait. */
  readonly onError?: OnError | undefined;
  /** Ends the wait at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const CHECKS: Checks<WaitOptions> = {
  filter: requireObject,
  interval,
  timeout: milliseconds(1),
  onError: func("a function of an error"),
  signal: abortSignal,
};

/** The least that a poll gets, even if the time is up before, in milliseconds. */
const LAST_POLL = 5000;

/** What one poll found, if it was done in time. */
type Found = { readonly execution: Execution | undefined } | "timed out";

const ALWAYS: number = Number.NEGATIVE_INFINITY;

/**
 * Waits until a ticket has ended, and resolves to it, however it ended: ask `isSuccess`. The list is polled immediately and then
 * every `interval`; a ticket that is not listed yet is waited for. Transient errors never end the wait.
 *
 * @throws {WaitTimeoutError} after `timeout`; it has the ticket as it was last seen.
 * @throws {InvalidArgumentError} before anything is sent, and what another poll cannot solve.
 */
export async function waitUntilDone(
  transport: Transport,
  execution_id: string,
  options: WaitOptions = {},
): Promise<Execution> {
  requireId(execution_id);
  const { filter, interval = 10_000, timeout, onError } = checkOptions(options, CHECKS, "the options of waitUntilDone");
  const { signal = new AbortController().signal } = options;
  const { clock } = transport;
  const query = toQuery(filter);
  const until = timeout === undefined ? Number.POSITIVE_INFINITY : clock.now() + timeout;
  let startAfter = ALWAYS;
  let seen: Execution | undefined;
  let failure: CocError | undefined;

  async function find(after: number, limit: AbortSignal): Promise<Execution | undefined> {
    for await (const execution of listQuery(transport, narrow(query, after), { signal: limit }))
      if (execution.execution_id === execution_id) return execution;
    return undefined;
  }

  /** What started before the ticket need not be listed. If its start has changed, it is looked for everywhere again. */
  function pollOnce(): Promise<Found> {
    return withTimeLimit<Found>({
      timeout: Math.min(MAX_TIMER, Math.max(LAST_POLL, until - clock.now())),
      signal,
      async work(limit) {
        const execution = await find(startAfter, limit);
        return { execution: execution ?? (startAfter === ALWAYS ? undefined : await find(ALWAYS, limit)) };
      },
      onTimeout: () => "timed out",
    });
  }

  const onFailure: OnError = (error, round) => {
    failure = error;
    return onError?.(error, round);
  };
  const { maxRetryAfter } = transport.retry;
  for await (const found of poll(pollOnce, { interval, maxRetryAfter, onError: onFailure, clock, signal, until })) {
    if (found === "timed out") continue;
    const { execution } = found;
    failure = undefined;
    if (execution !== undefined && isTerminal(execution)) return execution;
    seen = execution ?? seen;
    startAfter = (execution?.start_time ?? ALWAYS) - 1; // the service's bound is exclusive
  }
  throw new WaitTimeoutError({ execution_id, timeout: timeout ?? 0, execution: seen, cause: failure });
}

function requireId(execution_id: unknown): void {
  if (typeof execution_id === "string" && execution_id !== "") return;
  const allowed = "the id of a ticket, such as EX…";
  throw new InvalidArgumentError({ option: "execution_id", value: execution_id, allowed });
}
