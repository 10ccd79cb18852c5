import type { Command, Option } from "commander";
import { EXIT_MEANINGS } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { FIELDS } from "../output/fields.ts";
import { UsageError } from "../usage-error.ts";

/** `coc-executions commands --json`: what a program has to know to call this one. */
export async function describeCommands(program: Command, { json }: { readonly json?: true }, io: Io): Promise<void> {
  if (!json) throw new UsageError("Use `commands --json`; for people there is --help.");
  const description = {
    schema: "coc-executions/commands/1",
    name: program.name(),
    version: program.version(),
    description: program.description(),
    exit_codes: EXIT_MEANINGS,
    errors: {
      stream: "stderr",
      when: "--format json or ndjson",
      form: "one line of JSON, the last of stderr",
      fields: { code: "string", message: "string", requestId: "string or null", retryable: "boolean", next: "string" },
    },
    commands: program.commands.filter((command) => !isHidden(command)).map(describeCommand),
  };
  await write(io.stdout, `${JSON.stringify(description, null, 2)}\n`);
}

function isHidden(command: Command): boolean {
  return Reflect.get(command, "_hidden") === true;
}

function describeCommand(command: Command): object {
  return {
    name: command.name(),
    description: command.description(),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      required: argument.required,
      variadic: argument.variadic,
    })),
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
    output: OUTPUTS[command.name()] ?? {},
  };
}

function describeOption(option: Option): object {
  const { long, short, description, argChoices, mandatory } = option;
  return {
    name: long,
    ...(short === undefined ? {} : { short }),
    description,
    takes_value: option.required || option.optional,
    required: mandatory,
    ...(argChoices === undefined ? {} : { choices: argChoices }),
    ...(option.defaultValue === undefined ? {} : { default: option.defaultValue }),
  };
}

const TICKET = { type: "object", fields: FIELDS };
const FAILED = { type: "array", items: { step: "object", instances: "array of objects" } };

/** What each command writes to stdout, by format. */
const OUTPUTS: Readonly<Record<string, object>> = {
  list: { json: { type: "array", items: TICKET }, ndjson: TICKET, csv: "a header, then a ticket a line" },
  view: { json: { execution: TICKET, steps: FAILED, complete: "boolean" } },
  watch: { ndjson: { kind: ["new", "changed"], execution: TICKET, previous: "a ticket; only of a change" } },
  wait: {
    json: {
      type: "array",
      items: {
        execution_id: "string",
        outcome: ["succeeded", "ended otherwise", "still running", "not found", "given up"],
        execution: "a ticket or null",
        failed: FAILED,
      },
    },
  },
  report: { file: "one page of HTML" },
  doctor: { json: { works: "boolean", findings: "array of { check, status, finding, next }" } },
  stats: {
    json: {
      by: "array of names",
      groups: "array of { <name>, count, ended, succeeded, success_rate, median_ms, p90_ms, p99_ms }",
      total: "the same, of all",
    },
    csv: "a header, then a group a line",
  },
  export: { file: ["ndjson", "csv"], receipt: "FILE.receipt.json: complete, rows, bytes, filter, site, receipt" },
};
