import { isApiError, isCocError, isInvalidArgumentError } from "@coc-executions/client";
import { Command, CommanderError } from "commander";
import { listCommand } from "./commands/list.ts";
import { type Io, write } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** The advice of the client speaks of options that a command line does not have. */
const TOO_MANY = " Of this command: try again later, and narrow the list with --since or --document-id.";

/** Exit codes, the same for every command. */
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Runs one command line; resolves to its exit code. Data goes to stdout, everything else to stderr. */
export async function run(words: readonly string[], io: Io): Promise<number> {
  const program = new Command("coc-executions")
    .description("Reads the job service tickets of Huawei Cloud's Cloud Operations Center.")
    .addCommand(listCommand(io));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return EXIT.done;
  } catch (error) {
    return await report(error, io);
  }
}

/** Says what went wrong, without a stack, and which exit code it is. */
async function report(error: unknown, io: Io): Promise<number> {
  if (io.signal.aborted) return EXIT.interrupted;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage; // it has had its say
  const usage = error instanceof UsageError || isInvalidArgumentError(error);
  if (!usage && !isCocError(error)) throw error;
  await write(
    io.stderr,
    `coc-executions: ${error.message}${isApiError(error) && error.status === 429 ? TOO_MANY : ""}\n`,
  );
  return usage ? EXIT.usage : EXIT.failed;
}
