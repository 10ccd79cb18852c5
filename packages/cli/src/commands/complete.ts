import tab from "@bomb.sh/tab";
import { EXECUTION_STATUSES, EXECUTION_TYPES } from "@coc-executions/types";
import type { Command } from "commander";
import { FIELDS } from "../output/fields.ts";
import { UsageError } from "../usage-error.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

/** Values that are known, beside those that an option names itself. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "--status": EXECUTION_STATUSES,
  "--type": EXECUTION_TYPES,
  "--fields": FIELDS,
  "--sort": [...FIELDS, ...FIELDS.map((field) => `-${field}`)],
  "--since": ["1h", "24h", "7d", "30d"],
  "--by": ["status", "type", "creator", "document_name", "day", "hour", "document_name,day"],
  "--until": ["1h", "24h", "7d", "30d"],
};

/** `coc-executions complete SHELL` writes a script; the script asks `complete -- WORDS` for what may follow. */
export function complete(program: Command, words: readonly string[]): void {
  const [shell = ""] = words;
  for (const command of program.commands) {
    if (Reflect.get(command, "_hidden") === true) continue;
    const completed = tab.command(command.name(), command.description());
    for (const { long, short, description, argChoices, required, hidden } of command.options) {
      if (hidden || !long) continue;
      const values = argChoices ?? VALUES[long] ?? [];
      const name = long.replace(/^--/, "");
      const alias = short?.replace(/^-/, "");
      if (required) completed.option(name, description, (add) => values.forEach((value) => void add(value, "")), alias);
      else completed.option(name, description, alias);
    }
  }
  if (process.argv.includes("--") || !SHELLS.includes(shell)) {
    if (!process.argv.includes("--"))
      throw new UsageError(`Name the shell: coc-executions complete ${SHELLS.join("|")}.`);
    tab.parse([...words]);
  } else tab.setup(program.name(), program.name(), shell);
}
