import { CommanderError } from "commander";
import type { ExitCode } from "./exit-codes.ts";
import { EXIT } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

/** Runs one command line; resolves to its exit code. Data goes to stdout, everything else to stderr. */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  const isJson = wantsJson(words);
  let code: ExitCode = EXIT.done;
  let said = "";
  const program = createProgram(io, (result) => {
    code = result;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => {
        said += text;
        if (!isJson) io.stderr.write(text);
      },
    });
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || !isJson))
      return error.exitCode === 0 ? EXIT.done : EXIT.usage; // it has had its say
    const { report } = await import("./report.ts");
    return report(error instanceof CommanderError ? new Error(said.trim()) : error, io, {
      isJson,
      isUsage: error instanceof CommanderError,
    });
  }
}

/** Whether the output is JSON, so that errors are too. Looked for among the words, since these may be what is wrong. */
function wantsJson(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (word === "--json") return true;
    if (/^(?:--format=|-o)(?:nd)?json$/.test(word)) return true;
    return /^(?:nd)?json$/.test(word) && /^(?:--format|-o)$/.test(words[index - 1] ?? "");
  });
}
