import { Writable } from "node:stream";
import { run } from "../src/run.ts";

/** What a command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly isTerminal?: boolean;
  readonly isErrorTerminal?: boolean;
  readonly columns?: number;
}

/** Runs one command line in this process, with an environment of its own. */
export async function runCommand(
  words: readonly string[],
  {
    env = {},
    signal = new AbortController().signal,
    isTerminal = false,
    isErrorTerminal = false,
    columns,
  }: RunOptions = {},
): Promise<Outcome> {
  const texts = { stdout: "", stderr: "" };
  const into = (name: keyof typeof texts) =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += chunk;
        done();
      },
    });
  const code = await run(words, {
    ...{ stdout: into("stdout"), stderr: into("stderr"), isTerminal, isErrorTerminal, columns, env, signal },
  });
  return { code, ...texts };
}
