import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

/** The words that run the command from the sources. */
export const commandWords = (...words: readonly string[]): string[] => [
  "--conditions=@coc-executions/source",
  BIN,
  ...words,
];

/** A command line under way, and what it leaves behind. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** What it has written so far. */
  readonly texts: { readonly stdout: string; readonly stderr: string };
}

/** Runs a command line in a process of its own. */
export function spawnCommand(words: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, commandWords(...words), { env, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    texts.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    texts.stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, ...texts }));
  });
  return { child, ended, texts };
}
