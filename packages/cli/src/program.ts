import { Command, Option } from "commander";
import { EXIT_MEANINGS, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { addConnectionOptions, addFilterOptions } from "./options/definitions.ts";
import { parseCount, parseDuration } from "./options/parse.ts";
import { FIELDS, parseFields } from "./output/fields.ts";
import { VERSION } from "./version.ts";

/** Told what exit code a command that has run ends in. */
type Finish = (code: ExitCode) => void;

/** The command line: names, options and words of help. What a command does is loaded when it is called. */
export function createProgram(io: Io, finish: Finish): Command {
  const program = new Command("coc-executions")
    .description("Reads the job service tickets of Huawei Cloud's Cloud Operations Center.")
    .version(VERSION, "-V, --version", "write the version")
    .addHelpText("after", `\n${EXAMPLES}\n\n${exitCodes()}\n\n${ENVIRONMENT}`);
  const commands = [
    listCommand(io),
    viewCommand(io, finish),
    watchCommand(io),
    waitCommand(io, finish),
    exportCommand(io),
    statsCommand(io),
    reportCommand(io),
    doctorCommand(io, finish),
  ];
  for (const command of commands) program.addCommand(addConnectionOptions(command));
  program
    .command("commands")
    .description("Describe commands, options and output, for programs.")
    .option("--json", "as JSON, with a version of its schema")
    .action(async (options: { readonly json?: true }) => {
      const { describeCommands } = await import("./commands/commands.ts");
      await describeCommands(program, options, io);
    });
  program
    .command("complete", { hidden: true })
    .description("Write a completion script: bash, zsh, fish or powershell.")
    .argument("[words...]")
    .allowUnknownOption()
    .action(async (words: readonly string[]) => {
      const { complete } = await import("./commands/complete.ts");
      complete(program, words);
    });
  return program;
}

function listCommand(io: Io): Command {
  const command = new Command("list")
    .description("List job service tickets.")
    .addOption(formatOption(["table", "json", "ndjson", "csv"], "table"))
    .option("--fields <names>", "only these fields, comma-separated, by their names on the wire", parseFields)
    .option("-n, --max <count>", "stop after this many tickets (also --limit)", parseCount)
    .addOption(new Option("--limit <count>").argParser(parseCount).hideHelp())
    .option("--show <count>", "write only this many, but read and count all", parseCount)
    .option("--sort <field>", "by this field, -field for the largest first; reads the whole list before it writes")
    .option("--query <expression>", "JMESPath, of the array (json) or of each ticket (ndjson)")
    .option("--utc", "times in UTC; local otherwise")
    .option("--iso", "times as ISO 8601 in UTC, in CSV too")
    .option("--bom", "CSV: a byte order mark first, by which Excel knows UTF-8")
    .option(
      "--defuse-formulas",
      "CSV: put an apostrophe before cells that a spreadsheet would run (=, +, -, @, tab); they are raw otherwise",
    );
  return addFilterOptions(command)
    .addHelpText("after", () => `\n${FIELDS_HELP}\n\n${statuses()}`)
    .action(async (options) => (await import("./commands/list.ts")).list(options, io));
}

function viewCommand(io: Io, finish: Finish): Command {
  return new Command("view")
    .description("Show a ticket, its steps, and what failed where.")
    .argument("<execution_id>")
    .addOption(formatOption(["text", "json"], "text"))
    .option("--failed", "only what failed")
    .option("--exit-status", "exit 3 if it ended otherwise than with success, 4 if it has not ended")
    .option("--utc", "times in UTC; local otherwise")
    .option("--iso", "times as ISO 8601 in UTC")
    .action(async (id: string, options) => finish(await (await import("./commands/view.ts")).view(id, options, io)));
}

function watchCommand(io: Io): Command {
  const command = new Command("watch")
    .description("Follow new and changed tickets until interrupted.")
    .argument("[arguments...]", "after --, the arguments of the command of --exec")
    .addOption(formatOption(["text", "ndjson"], "text"))
    .option("--interval <duration>", "from one poll to the next (default: 30s)", parseDuration)
    .option("--existing", "the tickets that are there at the beginning too")
    .option(
      "--exec <command>",
      "run this for each change, with the change as JSON on its stdin; no shell is in between",
    )
    .option("--utc", "times in UTC; local otherwise")
    .option("--iso", "times as ISO 8601 in UTC");
  return addFilterOptions(command).action(async (words: readonly string[], options) =>
    (await import("./commands/watch.ts")).watch(words, options, io),
  );
}

function waitCommand(io: Io, finish: Finish): Command {
  return new Command("wait")
    .description("Wait until tickets have ended.")
    .argument("<execution_id...>")
    .addOption(formatOption(["text", "json"], "text"))
    .option("--timeout <duration>", "how long to wait, such as 30m; then exit 4 (default: without end)", parseDuration)
    .option("--interval <duration>", "from one poll to the next (default: 10s)", parseDuration)
    .option("--fail-fast", "end as soon as one has ended otherwise than with success")
    .action(async (ids: readonly string[], options) =>
      finish(await (await import("./commands/wait.ts")).wait(ids, options, io)),
    );
}

function exportCommand(io: Io): Command {
  const command = new Command("export")
    .description("Write all tickets that match into a file that survives interruptions.")
    .requiredOption("--out <file>", "the file; its receipt is written beside it")
    .addOption(
      new Option("-o, --format <format>", "default: by the ending of the file, else ndjson").choices(["ndjson", "csv"]),
    )
    .option("--fields <names>", "only these fields; execution_id has to be among them", parseFields)
    .option("--resume", "go on where an export was interrupted; begin where there is no file")
    .option("--force", "write over a file that is there")
    .option("--iso", "CSV: times as ISO 8601")
    .option("--bom", "CSV: a byte order mark first")
    .option("--defuse-formulas", "CSV: put an apostrophe before cells that a spreadsheet would run");
  return addFilterOptions(command).action(async (options) =>
    (await import("./commands/export.ts")).exportTickets(options, io),
  );
}

function statsCommand(io: Io): Command {
  const command = new Command("stats")
    .description("Count tickets, how many succeed, and how long they take.")
    .option("--by <names>", "by one or two of status, type, creator, document_name, day, hour", "status")
    .option("--in <file>", "read NDJSON, as export writes it, instead of the service; - for stdin")
    .addOption(formatOption(["table", "json", "csv"], "table"))
    .option("--utc", "days and hours in UTC; local otherwise");
  return addFilterOptions(command).action(async (options) => (await import("./commands/stats.ts")).stats(options, io));
}

function doctorCommand(io: Io, finish: Finish): Command {
  return new Command("doctor")
    .description("Find out why it does not work: credentials, network, clock, site, permissions.")
    .option("--contract", "compare real answers with the contract, and settle what the service's pages leave open")
    .option("--json", "as JSON, to attach to an issue: without secrets and without data of the account")
    .action(async (options) => finish(await (await import("./commands/doctor.ts")).doctor(options, io)));
}

function reportCommand(io: Io): Command {
  const command = new Command("report")
    .description("Write a page of HTML, to look at and to hand over.")
    .requiredOption("--out <file>", "the file")
    .option("--in <file>", "read NDJSON, as export writes it, instead of the service; - for stdin")
    .option("--steps", "read what failed of the tickets that did, at most 50")
    .option("--force", "write over a file that is there");
  return addFilterOptions(command).action(async (options) =>
    (await import("./commands/report.ts")).writeReport(options, io),
  );
}

function formatOption(formats: readonly string[], byDefault: string): Option {
  return new Option("-o, --format <format>", "how to write it").choices([...formats]).default(byDefault);
}

function exitCodes(): string {
  const lines = Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `  ${code.padEnd(4)} ${meaning}`);
  return `Exit codes:\n${lines.join("\n")}`;
}

const EXAMPLES = `Examples:
  coc-executions list --site international --since 24h --status failed,timeout
  coc-executions view EX2025070121014xxxxxxx
  coc-executions wait EX2025070121014xxxxxxx --timeout 30m
  coc-executions export --site china --since 30d --out tickets.csv --resume
  coc-executions list --demo     without an account`;

const ENVIRONMENT = `Environment:
  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK            the access key; else the profile file of the vendor's SDKs
  HUAWEICLOUD_SDK_CREDENTIALS_FILE                  that file (default: ~/.huaweicloud/credentials)
  COC_BASE_URL                                      the address of the service
  HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS        a proxy, hosts without it, a private CA
  NO_COLOR, FORCE_COLOR, COLUMNS                    colours, and the width of a table`;

const FIELDS_HELP = `Fields:\n  ${FIELDS.join(", ")}`;

function statuses(): string {
  return "Known statuses:\n  Pending, Running, Succeed, Succeeded, Canceling, Canceled, Failed, Timeout (in any case; others may come)";
}
