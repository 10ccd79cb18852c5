import type { CocClient, Execution, ExecutionList } from "@coc-executions/client";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Io, write } from "../io.ts";
import { addFilterOptions, type FilterOptions, toFilter, toPredicate } from "../options/filter-options.ts";
import { addWhereToOptions, connect, type WhereToOptions } from "../options/where-to.ts";
import { type Field, parseFields } from "../output/fields.ts";
import { FORMATS } from "../output/format.ts";

interface ListCommandOptions extends FilterOptions, WhereToOptions {
  readonly format: keyof typeof FORMATS;
  readonly fields?: readonly Field[];
  readonly max?: number;
  readonly show?: number;
  readonly defuseFormulas?: true;
}

/** `coc-executions list`: the tickets that match, newest first as the service sends them. */
export function listCommand(io: Io): Command {
  const command = new Command("list")
    .description("List job service tickets.")
    .addOption(new Option("--format <format>", "how to write them").choices(Object.keys(FORMATS)).default("table"))
    .option("--fields <names>", "only these fields, comma-separated, by their names on the wire", parseFields)
    .option("--max <count>", "stop after this many tickets", parseCount)
    .option(
      "--defuse-formulas",
      "CSV: put an apostrophe before cells that a spreadsheet would run (=, +, -, @, tab); they are raw otherwise",
    )
    .option("--show <count>", "write only this many, but read and count all", parseCount);
  addFilterOptions(command);
  addWhereToOptions(command);
  return command.action(async (options: ListCommandOptions) => {
    const connection = await connect(options, io);
    try {
      await list(connection.client, options, io);
    } finally {
      await connection.close();
    }
  });
}

async function list(client: CocClient, options: ListCommandOptions, io: Io): Promise<void> {
  const started = performance.now();
  const tickets = client.executions.list(toFilter(options), {
    where: toPredicate(options),
    maxItems: options.max,
    signal: io.signal,
  });
  const count = { pages: 0, tickets: 0 };
  const shown = countAll(tickets, count, options.show);
  const format = { fields: options.fields, isTerminal: io.isTerminal, defuseFormulas: options.defuseFormulas ?? false };
  for await (const text of FORMATS[options.format](shown, format)) await write(io.stdout, text);

  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const part = options.show !== undefined && options.show < count.tickets ? ` (the first ${options.show} shown)` : "";
  const { tickets: total, pages } = count;
  await write(io.stderr, `\n${counted(total, "ticket")}${part}, ${counted(pages, "page")} read, ${seconds} s.\n`);
  if (options.demo) await write(io.stderr, NEXT_COMMANDS);
  else if (total === 0) await write(io.stderr, NOTHING_FOUND);
}

/** Yields the tickets to show while it counts them all. */
async function* countAll(
  tickets: ExecutionList,
  count: { pages: number; tickets: number },
  show = Number.POSITIVE_INFINITY,
): AsyncGenerator<Execution> {
  for await (const { items } of tickets.byPage()) {
    count.pages++;
    yield* items.slice(0, Math.max(0, show - count.tickets));
    count.tickets += items.length;
  }
}

/** `1 ticket`, `2 tickets`. */
function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Use an integer, 0 or more.");
  return Number(text);
}

const NOTHING_FOUND = "If you expected some: the address of another site may return an empty list. Check --site.\n";

// From the sources this is `start` of the workspace; installed it has a name of its own.
const AGAIN = import.meta.url.endsWith(".ts") ? "npx --yes pnpm@12 start" : "coc-executions list --demo";

const NEXT_COMMANDS: string = `
Next:
  ${AGAIN} --status Failed --status Timeout
  ${AGAIN} --document-name backup --format csv --fields execution_id,status,start_time
  ${AGAIN} --help
With your own account: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, and use --site in place of --demo.
`;
