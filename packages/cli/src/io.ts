import { once } from "node:events";
import type { Writable } from "node:stream";

/** What a command works with: all that it reads and writes of the process. */
export interface Io {
  /** Takes data, and nothing else. */
  readonly stdout: Writable;
  /** Whether a terminal reads stdout. */
  readonly isTerminal: boolean;
  /** How many columns that terminal has; undefined if it does not say. */
  readonly columns: number | undefined;
  /** Takes everything else. */
  readonly stderr: Writable;
  /** Whether a terminal reads stderr, on which a line may be written again and again. */
  readonly isErrorTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}

/** Writes, and waits where the reader is slower than we are. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, "drain");
}

/** Tells the user something, on stderr. */
export function tell(io: Io, line: string): void {
  io.stderr.write(`${line}\n`);
}
