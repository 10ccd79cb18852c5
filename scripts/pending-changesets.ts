import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Changeset, readChangesets, TAKEN } from "../openapi/scripts/read-changesets.ts";

/** Whether prereleases are made (`pre`), or come to their end with the next version (`exit`). */
export type PrereleaseMode = "pre" | "exit" | undefined;

/** What `changeset pre` has noted; it notes nothing where no prereleases are made. */
export async function readPrereleaseMode(root: string): Promise<PrereleaseMode> {
  const text = await readFile(join(root, ".changeset/pre.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text).mode;
}

/** The changesets that have no version yet; one that a prerelease has taken has none as soon as prereleases end. */
export async function readPending(root: string, mode: PrereleaseMode): Promise<Changeset[]> {
  const changesets = await readChangesets(root);
  return mode === "pre" ? changesets.filter(({ file }) => !file.startsWith(TAKEN)) : changesets;
}

/** changesets moves what a prerelease takes to a folder, over a file that is there. */
export function refuseLoss(root: string, pending: readonly Changeset[]): void {
  const clash = pending.find(({ file }) => existsSync(join(root, TAKEN, basename(file))));
  if (clash === undefined) return;
  const kept = `${TAKEN}${basename(clash.file)}`;
  throw new Error(`${clash.file} would overwrite ${kept}, which the next release has yet to tell. Rename it.`);
}
