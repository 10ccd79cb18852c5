import {
  type CocClient,
  type Execution,
  type ExecutionFailure,
  isNotFoundError,
  isSuccess,
  isWaitTimeoutError,
} from "@coc-executions/client";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type Io, tell, write } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions } from "../options/definitions.ts";
import { toCell } from "../output/columns.ts";
import { stringify } from "../output/json.ts";
import { type Palette, paletteOf } from "../output/style.ts";
import { formatDuration } from "../output/times.ts";
import { describeTicket } from "./describe-ticket.ts";

export interface WaitOptions extends ConnectionOptions {
  readonly format: "text" | "json";
  readonly timeout?: number | undefined;
  readonly interval?: number;
  readonly failFast?: true;
}

/** How the wait for one ticket ended. */
interface Outcome {
  readonly execution_id: string;
  readonly outcome: "succeeded" | "ended otherwise" | "still running" | "not found" | "given up";
  /** As it was last seen. */
  readonly execution: Execution | null;
  readonly failed: ExecutionFailure["steps"];
}

/** `coc-executions wait`: until all have ended, one has with `--fail-fast`, or the time is up. */
export async function wait(ids: readonly string[], options: WaitOptions, io: Io): Promise<ExitCode> {
  // The time of `--timeout` is that of the wait, not of a request.
  return withConnection({ ...options, timeout: undefined }, io, async (client) => {
    const giveUp = new AbortController();
    io.signal.addEventListener("abort", () => giveUp.abort(io.signal.reason), { once: true });
    const unique = [...new Set(ids)];
    const outcomes = await Promise.all(
      unique.map(async (id) => {
        const outcome = await waitForOne(client, id, options, io, giveUp.signal);
        if (options.failFast && outcome.outcome !== "succeeded") giveUp.abort(new Error("one has ended"));
        return outcome;
      }),
    );
    if (options.format === "json") await write(io.stdout, `${stringify(outcomes, io.isTerminal, 2)}\n`);
    else for (const outcome of outcomes) await write(io.stdout, describe(outcome, paletteOf(io)));
    if (outcomes.some(({ outcome }) => outcome === "not found")) return EXIT.failed;
    if (outcomes.some(({ outcome }) => outcome === "ended otherwise")) return EXIT.endedOtherwise;
    return outcomes.every(({ outcome }) => outcome === "succeeded") ? EXIT.done : EXIT.stillRunning;
  });
}

async function waitForOne(
  client: CocClient,
  execution_id: string,
  { timeout, interval, format }: WaitOptions,
  io: Io,
  signal: AbortSignal,
): Promise<Outcome> {
  let last: Execution | undefined;
  let told: string | undefined;
  // A line for each change: in a log they are read one after another, and a terminal is not drawn again.
  function onPoll(execution: Execution | undefined): void {
    last = execution ?? last;
    const state = execution === undefined ? "not there yet" : (execution.status ?? "unknown");
    if (state !== told && format === "text") tell(io, `${toCell(execution_id)}: ${toCell(state)}`);
    told = state;
  }
  try {
    const settings = { timeout, interval, signal, onPoll };
    const { execution, steps } = await client.executions.waitUntilDone(execution_id, { ...settings, failures: true });
    const outcome = isSuccess(execution) ? "succeeded" : "ended otherwise";
    return { execution_id, outcome, execution, failed: steps };
  } catch (error) {
    if (io.signal.aborted) throw error;
    if (isWaitTimeoutError(error))
      return { execution_id, outcome: "still running", execution: error.execution ?? null, failed: [] };
    if (isNotFoundError(error)) return { execution_id, outcome: "not found", execution: null, failed: [] };
    if (signal.aborted) return { execution_id, outcome: "given up", execution: last ?? null, failed: [] };
    throw error;
  }
}

function describe({ execution_id, outcome, execution, failed }: Outcome, palette: Palette): string {
  if (execution === null) return `${toCell(execution_id)}: ${outcome}\n`;
  const { status, start_time, end_time } = execution;
  const state = palette.status(status)(toCell(status ?? "unknown"));
  const duration = formatDuration(start_time, end_time);
  const how = outcome === "still running" || outcome === "given up" ? `, ${outcome}` : "";
  const line = `${toCell(execution_id)}: ${state}${how}${duration === "" ? "" : ` after ${duration}`}\n`;
  if (failed.length === 0) return line;
  const found = { execution, steps: failed, complete: true };
  const what = describeTicket(found, { times: {}, palette, onlyFailed: true });
  return line + what.slice(what.indexOf("\n\n") + 2);
}
