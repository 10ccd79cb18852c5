#!/usr/bin/env node
import type { Io } from "./io.ts";

const words = process.argv.slice(2);
const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());

// A reader that has had enough (`| head`) is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`coc-executions: the output cannot be written: ${error.message}\n`, () => process.exit(1));
});
process.stderr.on("error", () => undefined); // there is nowhere left to say anything

const { columns } = process.stdout;
const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
  columns: Number(process.env.COLUMNS) || columns || undefined,
  isErrorTerminal: process.stderr.isTTY === true && process.env.TERM !== "dumb" && !process.env.CI,
  env: process.env,
  signal: interruption.signal,
};

// The version is asked for by scripts, again and again: it needs no parser.
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  const { VERSION } = await import("./version.ts");
  process.stdout.write(`${VERSION}\n`);
} else {
  const { run } = await import("./run.ts");
  process.exitCode = await run(words, io);
}
