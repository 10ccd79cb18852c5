import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { extname } from "node:path";
import type { CocClient, Execution, ExecutionCheckpoint, ExecutionList } from "@coc-executions/client";
import { withLock } from "../export/lock.ts";
import { Progress } from "../export/progress.ts";
import { readIds } from "../export/read-ids.ts";
import { type Asked, readSidecar, requireSame, type Sidecar, sidecarOf, writeSidecar } from "../export/sidecar.ts";
import { type Io, tell } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions, FilterOptions } from "../options/definitions.ts";
import { toFilter, toPredicate } from "../options/to-filter.ts";
import { type CsvOptions, csvHeader, csvRows } from "../output/csv.ts";
import type { Field } from "../output/fields.ts";
import { pick } from "../output/json.ts";
import { UsageError } from "../usage-error.ts";
import { counted } from "../words.ts";

export interface ExportOptions extends FilterOptions, ConnectionOptions {
  readonly out: string;
  readonly format?: "ndjson" | "csv";
  readonly fields?: readonly Field[];
  readonly resume?: true;
  readonly force?: true;
  readonly iso?: true;
  readonly bom?: true;
  readonly defuseFormulas?: true;
}

/** How often the place is written down, in milliseconds: what came since is read again after a kill. */
const SAVE_EVERY = 1000;

/** `coc-executions export`: all tickets that match, in a file that survives interruptions. */
export async function exportTickets(options: ExportOptions, io: Io): Promise<void> {
  const { out, fields } = options;
  const format = options.format ?? (extname(out) === ".csv" ? "csv" : "ndjson");
  if (options.resume && options.force) throw new UsageError("Use only one of --resume and --force.");
  if (fields !== undefined && !fields.includes("execution_id"))
    throw new UsageError("--fields needs execution_id: an export goes on by the ids of its tickets.");
  await withLock(out, () =>
    withConnection(options, io, async (client) => {
      const asked = askedOf(options, format, io);
      const begun = await findBegun(options, asked);
      if (begun?.complete)
        return tell(
          io,
          `${out} is whole: ${counted(begun.rows, "ticket")}, exported at ${begun.updated_at}. Nothing was changed.`,
        );
      await new Export(client, options, asked, io).run(begun);
    }),
  );
}

/** What decides on the content of the file. */
function askedOf(options: ExportOptions, format: "ndjson" | "csv", { env }: Io): Asked {
  const { site, baseUrl, demo, fields, creator, documentName, documentId, since, until, tag, status, type } = options;
  const where = demo ? "--demo" : (baseUrl ?? site ?? env.COC_BASE_URL ?? "");
  const filters = { creator, documentName, documentId, since, until, tag, status, type };
  const { excludeChildExecutions, iso, bom, defuseFormulas } = options;
  const set = Object.entries({ ...filters, excludeChildExecutions, iso, bom, defuseFormulas }).filter(
    ([, value]) => value !== undefined,
  );
  return { format, site: where, fields: fields ?? null, options: Object.fromEntries(set) };
}

/** Where an earlier run stands; undefined to begin. @throws {UsageError} if the file may not be written to. */
async function findBegun({ out, resume, force }: ExportOptions, asked: Asked): Promise<Sidecar | undefined> {
  const size = await stat(out).then(
    ({ size }) => size,
    () => undefined,
  );
  if (size === undefined || force) {
    await rm(sidecarOf(out), { force: true });
    return undefined;
  }
  if (!resume)
    throw new UsageError(`${out} is there. Use --resume to go on with it, --force to write over it, or another file.`);
  const sidecar = await readSidecar(out);
  requireSame(out, sidecar.asked, asked);
  if (size < sidecar.bytes)
    throw new UsageError(
      `${out} has ${size} bytes, and its receipt says ${sidecar.bytes}: somebody has changed it. Use another file, or --force.`,
    );
  return sidecar;
}

/** One run of an export. */
class Export {
  readonly #client: CocClient;
  readonly #options: ExportOptions;
  readonly #asked: Asked;
  readonly #io: Io;
  #executions: ExecutionList | undefined;
  /** How many of the list were read, of which `#rows` were wanted. */
  #loaded = 0;
  #rows = 0;
  #bytes = 0;
  #startedAt = new Date().toISOString();

  constructor(client: CocClient, options: ExportOptions, asked: Asked, io: Io) {
    this.#client = client;
    this.#options = options;
    this.#asked = asked;
    this.#io = io;
  }

  async run(begun: Sidecar | undefined): Promise<void> {
    const { out } = this.#options;
    const file = await open(out, begun === undefined ? "w" : "r+");
    try {
      this.#executions = begun === undefined ? await this.#begin(file) : await this.#goOn(file, begun);
      await this.#writeAll(file, this.#executions);
    } catch (error) {
      if (this.#io.signal.aborted) {
        if (this.#executions !== undefined) await this.#save(this.#executions, false);
        tell(this.#io, `Interrupted after ${counted(this.#rows, "ticket")}. Go on with the same command and --resume.`);
      }
      throw error;
    } finally {
      await file.close();
    }
  }

  async #begin(file: FileHandle): Promise<ExecutionList> {
    const executions = this.#list(undefined, undefined);
    if (this.#asked.format === "csv") await this.#append(file, csvHeader(this.#csvOptions()));
    await this.#save(executions, false);
    return executions;
  }

  /** Cuts off what came after the place that was written down, which may be torn, and goes on from there. */
  async #goOn(file: FileHandle, begun: Sidecar): Promise<ExecutionList> {
    const { out } = this.#options;
    await file.truncate(begun.bytes);
    ({ rows: this.#rows, bytes: this.#bytes, started_at: this.#startedAt } = begun);
    this.#loaded = begun.checkpoint.loaded ?? 0;
    tell(this.#io, `Going on after ${counted(this.#rows, "ticket")}.`);
    return this.#list(begun.checkpoint, await readIds(out, this.#asked.format, begun.bytes));
  }

  #list(from: ExecutionCheckpoint | undefined, seen: readonly string[] | undefined): ExecutionList {
    // The checkpoint has the filter, with the times as the first run resolved them.
    const filter = from === undefined ? toFilter(this.#options) : {};
    const onProgress = ({ loaded }: { readonly loaded: number }) => {
      this.#loaded = loaded;
    };
    return this.#client.executions.list(filter, { from, seen, signal: this.#io.signal, onProgress });
  }

  async #writeAll(file: FileHandle, executions: ExecutionList): Promise<void> {
    const isWanted = await toPredicate(this.#options, this.#io);
    const progress = new Progress(this.#io, this.#loaded);
    let savedAt = performance.now();
    try {
      for await (const { items, total } of executions.byPage()) {
        const wanted = items.filter(isWanted);
        this.#rows += wanted.length;
        await this.#append(file, this.#format(wanted));
        progress.update(this.#rows, this.#loaded, total);
        if (performance.now() - savedAt < SAVE_EVERY) continue;
        await file.datasync();
        await this.#save(executions, false);
        savedAt = performance.now();
      }
      await file.datasync();
      await this.#save(executions, true);
    } finally {
      progress.end();
    }
    tell(
      this.#io,
      `${counted(this.#rows, "ticket")} in ${this.#options.out}, receipt in ${sidecarOf(this.#options.out)}.`,
    );
  }

  async #append(file: FileHandle, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await file.write(bytes, 0, bytes.length, this.#bytes);
    this.#bytes += bytes.length;
  }

  #format(executions: readonly Execution[]): string {
    if (this.#asked.format === "csv") return executions.length === 0 ? "" : csvRows(executions, this.#csvOptions());
    return executions.map((execution) => `${JSON.stringify(pick(execution, this.#options.fields))}\n`).join("");
  }

  #csvOptions(): CsvOptions {
    const { fields, iso = false, bom = false, defuseFormulas = false } = this.#options;
    return { fields, isTerminal: false, iso, bom, defuseFormulas };
  }

  async #save(executions: ExecutionList, complete: boolean): Promise<void> {
    await writeSidecar(this.#options.out, {
      version: 1,
      complete,
      asked: this.#asked,
      rows: this.#rows,
      bytes: this.#bytes,
      started_at: this.#startedAt,
      updated_at: new Date().toISOString(),
      checkpoint: executions.checkpoint() as ExecutionCheckpoint, // that of a list of tickets
      receipt: executions.receipt(),
    });
  }
}
