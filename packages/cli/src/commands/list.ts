import type { CocClient, Execution } from "@coc-executions/client";
import { type Io, tell, write } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions, FilterOptions } from "../options/definitions.ts";
import { toFilter, toPredicate } from "../options/to-filter.ts";
import type { Field } from "../output/fields.ts";
import { type FormatName, loadFormat } from "../output/format.ts";
import { compileQuery } from "../output/query.ts";
import { paletteOf } from "../output/style.ts";
import { UsageError } from "../usage-error.ts";
import { counted } from "../words.ts";
import { parseSort, sorted } from "./sort.ts";

export interface ListOptions extends FilterOptions, ConnectionOptions {
  readonly format: FormatName;
  readonly fields?: readonly Field[];
  readonly max?: number;
  readonly limit?: number;
  readonly show?: number;
  readonly sort?: string;
  readonly query?: string;
  readonly utc?: true;
  readonly iso?: true;
  readonly bom?: true;
  readonly defuseFormulas?: true;
}

/** `coc-executions list`: the tickets that match, newest first as the service sends them. */
export async function list(options: ListOptions, io: Io): Promise<void> {
  if (options.query !== undefined && options.format !== "json" && options.format !== "ndjson")
    throw new UsageError("--query needs --format json or ndjson.");
  const query = options.query === undefined ? undefined : await compileQuery(options.query);
  await withConnection(options, io, async (client) => {
    const started = performance.now();
    const count = { pages: 0, tickets: 0, rows: 0 };
    const pages = countAll(await readPages(client, options, io, count), count, options.show);
    const format = await loadFormat(options.format);
    const texts = format(pages, {
      fields: options.fields,
      isTerminal: io.isTerminal,
      iso: options.iso ?? false,
      bom: options.bom ?? false,
      defuseFormulas: options.defuseFormulas ?? false,
      times: options,
      width: io.isTerminal ? io.columns : undefined,
      palette: paletteOf(io),
      query,
    });
    for await (const text of texts) await write(io.stdout, text);
    await summarize(count, options, io, performance.now() - started);
  });
}

interface Count {
  pages: number;
  /** That match. */
  tickets: number;
  /** That were read. */
  rows: number;
}

async function readPages(
  client: CocClient,
  options: ListOptions,
  io: Io,
  count: Count,
): Promise<AsyncIterable<readonly Execution[]>> {
  const sort = options.sort === undefined ? undefined : parseSort(options.sort);
  const maxItems = options.max ?? options.limit;
  const executions = client.executions.list(toFilter(options), {
    where: await toPredicate(options, io),
    maxItems: sort === undefined ? maxItems : undefined,
    signal: io.signal,
  });
  async function* pages(): AsyncGenerator<readonly Execution[]> {
    for await (const { items } of executions.byPage()) {
      count.pages++;
      count.rows = executions.receipt().rows;
      yield items;
    }
    count.rows = executions.receipt().rows;
  }
  return sort === undefined ? pages() : sorted(pages(), sort, maxItems);
}

/** Passes on what is to be shown while it counts them all. */
async function* countAll(
  pages: AsyncIterable<readonly Execution[]>,
  count: Count,
  show = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly Execution[]> {
  for await (const items of pages) {
    const shown = items.slice(0, Math.max(0, show - count.tickets));
    count.tickets += items.length;
    if (shown.length > 0) yield shown;
  }
}

async function summarize(count: Count, options: ListOptions, io: Io, ms: number): Promise<void> {
  const { tickets, pages, rows } = count;
  const part = options.show !== undefined && options.show < tickets ? ` (the first ${options.show} shown)` : "";
  const seconds = (ms / 1000).toFixed(2);
  await write(io.stderr, `\n${counted(tickets, "ticket")}${part}, ${counted(pages, "page")} read, ${seconds} s.\n`);
  if (options.demo) tell(io, NEXT_COMMANDS);
  else if (rows === 0 && (options.max ?? options.limit) !== 0) tell(io, NOTHING_FOUND);
}

const NOTHING_FOUND = "If you expected some: the address of another site may return an empty list. Check --site.";

// From the sources this is `start` of the workspace; installed it has a name of its own.
const AGAIN = import.meta.url.endsWith(".ts") ? "npx --yes pnpm@12 start" : "coc-executions list --demo";

const NEXT_COMMANDS: string = `
Next:
  ${AGAIN} --status failed,timeout
  ${AGAIN} --document-name backup --format csv --fields execution_id,status,start_time
  ${AGAIN} --help
With your own account: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, and use --site in place of --demo.`;
