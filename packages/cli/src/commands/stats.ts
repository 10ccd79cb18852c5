import type { Execution } from "@coc-executions/client";
import { type Io, tell, write } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions, FilterOptions } from "../options/definitions.ts";
import { startedSince, toFilter, toPredicate } from "../options/to-filter.ts";
import { stringify } from "../output/json.ts";
import { paletteOf } from "../output/style.ts";
import { readTickets } from "../read-tickets.ts";
import { Collector } from "../stats/collect.ts";
import { parseGroups } from "../stats/group-keys.ts";
import { toStatsCsv, toStatsJson, toStatsTable } from "../stats/write-stats.ts";
import { UsageError } from "../usage-error.ts";

export interface StatsOptions extends FilterOptions, ConnectionOptions {
  readonly by: string;
  readonly in?: string;
  readonly format: "table" | "json" | "csv";
  readonly utc?: true;
}

/** What only the service can filter by. */
const OF_THE_SERVICE = ["creator", "documentName", "documentId", "tag", "excludeChildExecutions"] as const;

/** `coc-executions stats`: counts, success rates and durations, by one or two names. */
export async function stats(options: StatsOptions, io: Io): Promise<void> {
  const collector = new Collector(parseGroups(options.by), options.utc ?? false);
  const isWanted = await toPredicate(options, io);
  async function collect(pages: AsyncIterable<readonly Execution[]>): Promise<void> {
    for await (const page of pages) for (const execution of page) if (isWanted(execution)) collector.add(execution);
  }
  if (options.in === undefined) {
    await withConnection(options, io, (client) => {
      const list = client.executions.list(toFilter(options), { signal: io.signal });
      return collect(itemsOf(list.byPage()));
    });
  } else {
    const given = OF_THE_SERVICE.find((name) => options[name] !== undefined);
    if (given !== undefined)
      throw new UsageError(`With --in only --since, --until, --status and --type can be used, not ${given}.`);
    const isRecent = startedSince(options);
    const all = readTickets(options.in, io.signal);
    await collect(filtered(all, isRecent));
  }
  const found = collector.stats();
  if (options.format === "json") await write(io.stdout, `${stringify(toStatsJson(found), io.isTerminal, 2)}\n`);
  else if (options.format === "csv") await write(io.stdout, toStatsCsv(found));
  else await write(io.stdout, toStatsTable(found, paletteOf(io)));
  if (found.total.count === 0) tell(io, "No ticket matches.");
}

async function* itemsOf(pages: AsyncIterable<{ readonly items: readonly Execution[] }>) {
  for await (const { items } of pages) yield items;
}

async function* filtered(pages: AsyncIterable<readonly Execution[]>, isWanted: (execution: Execution) => boolean) {
  for await (const page of pages) yield page.filter(isWanted);
}
