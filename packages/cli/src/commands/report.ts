import { open, stat } from "node:fs/promises";
import type { CocClient, Execution } from "@coc-executions/client";
import { type Io, tell } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions, FilterOptions } from "../options/definitions.ts";
import { startedSince, toFilter, toPredicate } from "../options/to-filter.ts";
import { readTickets } from "../read-tickets.ts";
import { outcomeOf } from "../report/figures.ts";
import { makeReport } from "../report/make-report.ts";
import { type ReportRow, shorten, toReportRow } from "../report/report-data.ts";
import { UsageError } from "../usage-error.ts";
import { counted } from "../words.ts";

export interface ReportOptions extends FilterOptions, ConnectionOptions {
  readonly out: string;
  readonly in?: string;
  readonly steps?: true;
  readonly force?: true;
}

/** Of so many tickets that failed the steps are read, the newest first. */
const MAX_FAILURES = 50;

type Failures = Record<string, readonly string[]>;

/** `coc-executions report`: one HTML file, to look at and to hand over. */
export async function writeReport(options: ReportOptions, io: Io): Promise<void> {
  const { out } = options;
  if (options.in !== undefined && options.steps)
    throw new UsageError("--steps needs the service; with --in there is none.");
  if (
    !options.force &&
    (await stat(out).then(
      () => true,
      () => false,
    ))
  )
    throw new UsageError(`${out} is there. Use --force to write over it, or another file.`);
  const isWanted = await toPredicate(options, io);
  const rows: ReportRow[] = [];
  const take = (page: readonly Execution[]) => {
    for (const execution of page) if (isWanted(execution)) rows.push(toReportRow(execution));
  };
  let failures: Failures = {};
  let receipt = `Read from ${options.in === "-" ? "stdin" : "a file"}.`;
  if (options.in === undefined) {
    await withConnection(options, io, async (client) => {
      const list = client.executions.list(toFilter(options), { signal: io.signal });
      for await (const { items } of list.byPage()) take(items);
      const { rows: read, requests, gapsRepaired, lastTotal } = list.receipt();
      receipt = `The list is whole: ${counted(read, "ticket")} read by ${counted(requests, "request")}, ${gapsRepaired} gaps repaired, ${lastTotal ?? "no"} total at the end.`;
      if (options.steps) failures = await readFailures(client, rows, io);
    });
  } else {
    const isRecent = startedSince(options);
    for await (const page of readTickets(options.in, io.signal)) take(page.filter(isRecent));
  }
  const page = makeReport({
    made_at: Date.now(),
    site: siteOf(options, io),
    filter: wordsOf(options),
    receipt,
    rows,
    failures,
  });
  const file = await open(out, options.force ? "w" : "wx");
  try {
    await file.writeFile(page);
  } finally {
    await file.close();
  }
  tell(io, `${counted(rows.length, "ticket")} in ${out}, ${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB.`);
}

async function readFailures(client: CocClient, rows: readonly ReportRow[], io: Io): Promise<Failures> {
  const failures: Failures = {};
  const failed = rows.filter(({ status }) => outcomeOf(status) === "failed").slice(0, MAX_FAILURES);
  for (const { id } of failed) {
    const { steps } = await client.executions.why(id, { signal: io.signal });
    failures[id] = steps.flatMap(({ step, instances }) => [
      `step ${shorten(step.name ?? step.execution_step_id)}: ${shorten(step.status)}. ${shorten(step.message)}`,
      ...instances.map(({ properties, message }) => `  ${shorten(properties?.fixed_ip)}: ${shorten(message)}`),
    ]);
  }
  return failures;
}

function siteOf({ site, baseUrl, demo, in: file }: ReportOptions, { env }: Io): string {
  if (file !== undefined) return "from an export";
  return demo ? "the demo" : (site ?? shorten(baseUrl ?? env.COC_BASE_URL));
}

/** The filters as they were given. */
function wordsOf({
  creator,
  documentName,
  documentId,
  since,
  until,
  status,
  type,
  tag,
  excludeChildExecutions,
}: ReportOptions): string {
  const given = { creator, documentName, documentId, since, until, status, type };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${String(value)}`],
  );
  for (const [key, value] of Object.entries(tag ?? {})) words.push(`tag ${key}=${value}`);
  if (excludeChildExecutions) words.push("without child tickets");
  return shorten(words.join(", "));
}
