// Holds the pending changesets to what the packages' own entry points have changed since the last release, as spec:check does for the
// contract; with --write it writes what is missing. Reports of what is exported stand in each package's `api/`, those of the last
// release in `api/released/`.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLess, largestBump } from "../openapi/scripts/bump.ts";
import type { Verdict } from "../openapi/scripts/check-contract.ts";
import { formatChangeset, nameChangeset } from "../openapi/scripts/format-changeset.ts";
import { type Changeset, readChangesets } from "../openapi/scripts/read-changesets.ts";
import { formatReport, listReports, readReports } from "./api/api-report.ts";
import { type ApiChange, compareApis, DECLARED_OTHERWISE } from "./api/compare-apis.ts";
import { findPackages, type Package } from "./api/find-packages.ts";
import { type Api, readApis } from "./api/read-api.ts";

/** Compares what each package exports with its reports, and with the last release. `root` is the folder of the workspace. */
export async function checkApi(root: string, write: boolean): Promise<Verdict> {
  const packages = await findPackages(root);
  const changesets = await readChangesets(root);
  const entryPoints = packages.flatMap((one) => one.entryPoints);
  const apis = readApis(entryPoints);
  const verdicts: Verdict[] = [];
  for (const one of packages) {
    const now = new Map<string, Api>([[one.manifest.specifier, one.manifest.offers]]);
    for (const entry of one.entryPoints) now.set(entry.specifier, apis[entryPoints.indexOf(entry)] ?? new Map());
    verdicts.push(await checkReports(root, one, now, write), await checkPromises(root, one, now, changesets, write));
  }
  const lines = verdicts.flatMap((verdict) => verdict.lines);
  return {
    passes: verdicts.every(({ passes }) => passes),
    lines: lines.length > 0 ? lines : ["Every entry point exports what its report says."],
  };
}

/** Whether the reports say what is exported today. */
async function checkReports(
  root: string,
  { folder, entryPoints, manifest }: Package,
  apis: ReadonlyMap<string, Api>,
  write: boolean,
): Promise<Verdict> {
  const lines: string[] = [];
  const reports = [...entryPoints, manifest];
  for (const { specifier, report } of reports) {
    const text = formatReport(specifier, apis.get(specifier) ?? new Map());
    if (write) await writeInto(join(root, report), text);
    else if ((await readFile(join(root, report), "utf8").catch(() => undefined)) !== text) {
      lines.push(`${report} is not what ${specifier} exports. Run: npx --yes pnpm@12 api:check --write`);
    }
  }
  for (const name of await listReports(join(root, folder, "api"))) {
    if (reports.some(({ report }) => basename(report) === name)) continue;
    if (write) await rm(join(root, folder, "api", name));
    else lines.push(`${folder}/api/${name} is of no entry point. Run: npx --yes pnpm@12 api:check --write`);
  }
  return { passes: lines.length === 0, lines };
}

/** Whether the changesets promise what a package's users will notice. */
async function checkPromises(
  root: string,
  { name, folder }: Package,
  apis: ReadonlyMap<string, Api>,
  changesets: readonly Changeset[],
  write: boolean,
): Promise<Verdict> {
  const released = await readReports(join(root, folder, "api/released"));
  if (released.size === 0) return { passes: true, lines: [] }; // it was never released, and nobody was promised anything
  const changes = compareApis(released, apis).map((change) => vouch(change, changesets));
  if (changes.length === 0) return { passes: true, lines: [] };
  const lines = changes.map((change) => `${change.bump}: ${describe(change)}`);
  const needed = largestBump(changes.map(({ bump }) => bump));
  const promises = changesets.flatMap(({ bumps }) => bumps[name] ?? []);
  if (promises.length > 0 && !isLess(largestBump(promises), needed)) return { passes: true, lines };

  const file = nameChangeset(`${basename(folder)}-api`, changesets);
  const content = formatChangeset(
    { packages: [name], bump: needed, title: "What it exports has changed:", sentences: changes.map(describe) },
    changesets.find((changeset) => changeset.file === file),
  );
  if (changes.some(({ words }) => words === DECLARED_OTHERWISE)) lines.push(HINT);
  if (write) {
    await writeFile(join(root, file), content);
    return { passes: true, lines: [...lines, `Wrote ${file}. Say in its words what users have to do.`] };
  }
  const promised = promises.length > 0 ? `only a ${largestBump(promises)}` : "nothing";
  lines.push(
    `${name} needs a changeset with a ${needed}; the changesets promise ${promised}.`,
    `Write ${file}, or let \`npx --yes pnpm@12 api:check --write\` do it:\n\n${content}`,
  );
  return { passes: false, lines };
}

function describe({ specifier, name, words }: ApiChange): string {
  return name === undefined ? `\`${specifier}\` ${words}.` : `\`${name}\` of \`${specifier}\` ${words}.`;
}

const HINT =
  "If no user's code can break by what is declared otherwise, a changeset may promise less and say so: Compatible: `name`.";

/** A declaration that a changeset calls compatible asks for a minor. */
function vouch(change: ApiChange, changesets: readonly Changeset[]): ApiChange {
  const isVouchedFor = changesets.some(({ words }) => words.includes(`Compatible: \`${change.name}\``));
  return isVouchedFor && change.words === DECLARED_OTHERWISE ? { ...change, bump: "minor" } : change;
}

/** Makes today's reports those of the last release. */
export async function releaseApi(root: string): Promise<void> {
  for (const { folder, entryPoints, manifest } of await findPackages(root)) {
    await rm(join(root, folder, "api/released"), { recursive: true, force: true });
    for (const { report, released } of [...entryPoints, manifest]) await cp(join(root, report), join(root, released));
  }
}

async function writeInto(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
    const { passes, lines } = await checkApi(resolve(import.meta.dirname, ".."), values.write);
    console[passes ? "log" : "error"](lines.join("\n"));
    process.exitCode = passes ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
