import { readFile, rename, writeFile } from "node:fs/promises";
import type { ExecutionCheckpoint, ListingReceipt } from "@coc-executions/client";
import { UsageError } from "../usage-error.ts";

/** What stands beside an exported file: what it holds and, until it is whole, where to go on. */
export interface Sidecar {
  readonly version: 1;
  readonly complete: boolean;
  /** The command line's own words that decide on the content: another set of them is another file. */
  readonly asked: Asked;
  /** The rows, and the bytes that they take. What the file has beyond is cut off before an export goes on. */
  readonly rows: number;
  readonly bytes: number;
  readonly started_at: string;
  readonly updated_at: string;
  readonly checkpoint: ExecutionCheckpoint;
  /** What shows that the listing was whole. Of a resumed export, that of its last run. */
  readonly receipt: ListingReceipt;
}

/** What an export was asked for. */
export interface Asked {
  readonly format: "ndjson" | "csv";
  readonly site: string;
  readonly fields: readonly string[] | null;
  /** The filters and the form of cells, by the names of their options. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The file beside `file`. */
export function sidecarOf(file: string): string {
  return `${file}.receipt.json`;
}

/** As a whole or not at all: a kill between the two leaves the one before. */
export async function writeSidecar(file: string, sidecar: Sidecar): Promise<void> {
  const path = sidecarOf(file);
  await writeFile(`${path}.tmp`, `${JSON.stringify(sidecar, null, 2)}\n`);
  await rename(`${path}.tmp`, path);
}

/** @throws {UsageError} if there is none, or it is none of ours. */
export async function readSidecar(file: string): Promise<Sidecar> {
  const path = sidecarOf(file);
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(
      `${file} has no receipt ${path} beside it, so that it is not known what it holds. Use another file, or --force to write over it.`,
    );
  });
  try {
    const sidecar: Sidecar = JSON.parse(text);
    if (sidecar.version === 1 && typeof sidecar.bytes === "number" && typeof sidecar.asked === "object") return sidecar;
  } catch {
    // told below
  }
  throw new UsageError(`${path} is no receipt of this command. Use another file, or --force to write over it.`);
}

/** @throws {UsageError} that names the first difference between what a file holds and what is asked for. */
export function requireSame(file: string, before: Asked, now: Asked): void {
  const flat = ({ options, ...rest }: Asked): Record<string, unknown> => ({ ...options, ...rest });
  const [old, fresh] = [flat(before), flat(now)];
  for (const name of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const [was, is] = [JSON.stringify(old[name] ?? null), JSON.stringify(fresh[name] ?? null)];
    if (was === is) continue;
    throw new UsageError(`${file} was exported with ${name} ${was}, not ${is}. Use the same options, or another file.`);
  }
}
