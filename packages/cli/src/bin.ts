#!/usr/bin/env node
import { run } from "./run.ts";

const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());

// A reader that has had enough (`| head`) is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`coc-executions: the output cannot be written: ${error.message}\n`, () => process.exit(1));
});
process.stderr.on("error", () => undefined); // there is nowhere left to say anything

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
  env: process.env,
  signal: interruption.signal,
});
