import type { Execution } from "@coc-executions/types";
import { MAX_TIMER } from "../call-options.ts";
import type { CocError } from "../errors/coc-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { WaitTimeoutError } from "../errors/wait-timeout-error.ts";
import { withTimeLimit } from "../fetch/time-limit.ts";
import { narrow } from "./narrow.ts";
import { isTerminal } from "./predicates.ts";
import { rounds } from "./rounds.ts";
import { toQuery } from "./to-query.ts";
import { resolveWait, type WaitOptions } from "./wait-options.ts";
import type { WatchContext } from "./watch.ts";

/** The least that a look at the list gets, also where the waiting ends sooner, in milliseconds. */
const LAST_LOOK = 5000;

/** What one look at the list brought, if it came to its end in time. */
type Look = { readonly found: Execution | undefined } | "cut off";

const EVER: number = Number.NEGATIVE_INFINITY;

/** Looks for a ticket until it has ended. */
export async function waitUntilDone(
  { list, clock }: WatchContext,
  execution_id: string,
  options: WaitOptions = {},
): Promise<Execution> {
  requireId(execution_id);
  const { filter, interval, timeout, onError, signal = new AbortController().signal } = resolveWait(options);
  const query = toQuery(filter);
  const until = timeout === undefined ? Number.POSITIVE_INFINITY : clock.now() + timeout;
  let startAfter = EVER;
  let seen: Execution | undefined;
  let failure: CocError | undefined;

  async function find(after: number, limit: AbortSignal): Promise<Execution | undefined> {
    for await (const execution of list(narrow(query, after), { signal: limit })) {
      if (execution.execution_id === execution_id) return execution;
    }
    return undefined;
  }

  /** What started before the ticket need not be listed. Should its start have changed, it is looked for everywhere again. */
  function look(): Promise<Look> {
    return withTimeLimit<Look>({
      timeout: Math.min(MAX_TIMER, Math.max(LAST_LOOK, until - clock.now())),
      signal,
      async work(limit) {
        const found = await find(startAfter, limit);
        return { found: found ?? (startAfter === EVER ? undefined : await find(EVER, limit)) };
      },
      onTimeout: () => "cut off",
    });
  }

  const tellFailure: typeof onError = (error, round) => {
    failure = error;
    return onError?.(error, round);
  };
  for await (const ended of rounds(look, { interval, onError: tellFailure, clock, signal, until })) {
    if (ended === "cut off") continue;
    const { found } = ended;
    failure = undefined;
    if (found !== undefined && isTerminal(found)) return found;
    seen = found ?? seen;
    startAfter = (found?.start_time ?? EVER) - 1; // the service's bound is exclusive
  }
  throw new WaitTimeoutError({ execution_id, timeout: timeout ?? 0, execution: seen, cause: failure });
}

function requireId(execution_id: unknown): void {
  if (typeof execution_id === "string" && execution_id !== "") return;
  throw new InvalidArgumentError({
    option: "execution_id",
    value: execution_id,
    allowed: "the id of a ticket, such as EX…",
  });
}
