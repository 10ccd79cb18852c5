import { spawn } from "node:child_process";
import type { ExecutionChange } from "@coc-executions/client";
import { type Io, tell, write } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions, FilterOptions } from "../options/definitions.ts";
import { toFilter, toPredicate } from "../options/to-filter.ts";
import { toCell } from "../output/columns.ts";
import { stringify } from "../output/json.ts";
import { type Palette, paletteOf } from "../output/style.ts";
import { formatTime, type TimeStyle } from "../output/times.ts";
import { UsageError } from "../usage-error.ts";

export interface WatchOptions extends FilterOptions, ConnectionOptions, TimeStyle {
  readonly format: "text" | "ndjson";
  readonly interval?: number;
  readonly existing?: true;
  readonly exec?: string;
}

/** A clock that jumps by more than this between two polls has slept. */
const ASLEEP = 60_000;

/** `coc-executions watch`: new and changed tickets, until interrupted. */
export async function watch(words: readonly string[], options: WatchOptions, io: Io): Promise<void> {
  const { exec, interval = 30_000, existing } = options;
  if (words.length > 0 && exec === undefined) throw new UsageError("Words after -- are for the command of --exec.");
  const filter = toFilter(options);
  const isWanted = await toPredicate(options, io);
  const palette = paletteOf(io);
  await withConnection(options, io, async (client) => {
    const sleeping = noticeSleep(interval, io);
    const onError = ({ message }: Error) => tell(io, `coc-executions: ${message} Watching goes on.`);
    const changes = client.executions.watch(filter, { interval, existing, onError, signal: io.signal });
    try {
      for await (const change of changes) {
        if (!isWanted(change.execution)) continue;
        const text =
          options.format === "ndjson" ? `${stringify(change, io.isTerminal)}\n` : describe(change, options, palette);
        await write(io.stdout, text);
        if (exec !== undefined) await runHook(exec, words, change, io);
      }
    } finally {
      clearInterval(sleeping);
    }
  });
}

function describe({ kind, execution, previous }: ExecutionChange, times: TimeStyle, palette: Palette): string {
  const { execution_id, document_name, status, update_time, start_time } = execution;
  const state = palette.status(status)(toCell(status ?? "unknown"));
  const from = kind === "changed" && previous?.status !== status ? `${toCell(previous?.status ?? "unknown")} → ` : "";
  const parts = [
    formatTime(update_time ?? start_time, times),
    kind,
    toCell(execution_id),
    from + state,
    toCell(document_name),
  ];
  return `${parts.filter((part) => part !== "").join("  ")}\n`;
}

/** Runs a program with the change on its stdin. What it does is its own affair; that it failed is told. */
async function runHook(command: string, words: readonly string[], change: ExecutionChange, io: Io): Promise<void> {
  await new Promise<void>((resolve) => {
    const child = spawn(command, words, { stdio: ["pipe", "inherit", "inherit"], shell: false, signal: io.signal });
    child.once("error", (error) => {
      if (!io.signal.aborted) tell(io, `coc-executions: --exec ${command} could not be run: ${error.message}`);
      resolve();
    });
    child.once("close", (code, signal) => {
      if (code !== 0 && !io.signal.aborted) tell(io, `coc-executions: --exec ${command} ended with ${signal ?? code}`);
      resolve();
    });
    child.stdin.on("error", () => undefined); // it need not read what it is given
    child.stdin.end(`${JSON.stringify(change)}\n`);
  });
}

/** Says that time has passed where this machine has slept: nothing is missed that the list still shows. */
function noticeSleep(interval: number, io: Io): NodeJS.Timeout {
  let last = Date.now();
  const step = Math.min(interval, 10_000);
  return setInterval(() => {
    const passed = Date.now() - last;
    last = Date.now();
    if (passed < step + ASLEEP) return;
    tell(
      io,
      `coc-executions: ${Math.round(passed / 60_000)} minutes have passed without a poll; what changed meanwhile follows.`,
    );
  }, step).unref();
}
