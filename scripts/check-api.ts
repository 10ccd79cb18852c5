// Holds the pending changesets to what the packages' own entry points have changed since the last release, as spec:check does for the
// contract. Reports of what is exported stand in each package's `api/`, those of the last release in `api/released/`.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLess, largestBump } from "../openapi/scripts/bump.ts";
import { readChangesets, readPackageNames } from "../openapi/scripts/read-changesets.ts";
import { formatReport, parseReport } from "./api/api-report.ts";
import { compareApis } from "./api/compare-apis.ts";
import { type Entry, readApis } from "./api/read-api.ts";

interface EntryPoint extends Entry {
  readonly package: string;
  /** How users import it. */
  readonly specifier: string;
  readonly report: string;
  readonly released: string;
}

/** Everything that the check says, and whether it passes. `root` is the folder of the workspace. */
export async function checkApi(root: string, write: boolean): Promise<{ passes: boolean; lines: string[] }> {
  const entryPoints = await findEntryPoints(root);
  const changesets = await readChangesets(join(root, ".changeset"), await readPackageNames(root));
  const apis = readApis(entryPoints);
  const lines: string[] = [];
  let passes = true;
  for (const [index, entry] of entryPoints.entries()) {
    const api = apis[index] ?? new Map();
    const report = formatReport(entry.specifier, api);
    if (write) await writeInto(join(root, entry.report), report);
    else if ((await read(join(root, entry.report))) !== report) {
      passes = false;
      lines.push(`${entry.report} is not what ${entry.specifier} exports. Run: npx --yes pnpm@12 api:check --write`);
    }
    const released = await read(join(root, entry.released));
    if (released === undefined) continue; // it was never released, and nobody was promised anything
    const changes = compareApis(parseReport(released), api).map((change) => {
      const isVouchedFor = changesets.some(({ words }) => words.includes(`Compatible: \`${change.path}\``));
      return isVouchedFor ? { ...change, bump: "minor" as const } : change;
    });
    if (changes.length === 0) continue;
    const needed = largestBump(changes.map(({ bump }) => bump));
    const promises = changesets.flatMap(({ bumps }) => bumps[entry.package] ?? []);
    lines.push(...changes.map(({ bump, path, words }) => `${bump}: ${entry.specifier}, ${path} ${words}.`));
    if (promises.length > 0 && !isLess(largestBump(promises), needed)) continue;
    passes = false;
    const promised = promises.length > 0 ? `only a ${largestBump(promises)}` : "nothing";
    lines.push(`${entry.package} needs a changeset with a ${needed}; the changesets promise ${promised}.`);
  }
  if (!passes && lines.some((line) => line.includes("declared otherwise"))) {
    lines.push("If no user's code can break, a changeset may say so: Compatible: `name`.");
  }
  return { passes, lines: lines.length > 0 ? lines : ["Every entry point exports what its report says."] };
}

/** Each entry point of each package in `packages/`, by the source condition of its `exports`. */
export async function findEntryPoints(root: string): Promise<EntryPoint[]> {
  const folders = (await readdir(join(root, "packages"))).sort();
  const found = await Promise.all(
    folders.map(async (folder) => {
      const manifest = await read(join(root, "packages", folder, "package.json"));
      const { name = "", exports = {} } = manifest === undefined ? {} : JSON.parse(manifest);
      return Object.entries<Record<string, string> | string>(exports).flatMap(([path, target]) => {
        const source = typeof target === "string" ? undefined : target["@coc-executions/source"];
        if (source === undefined) return [];
        const file = path === "." ? "index.md" : `${path.slice(2).replaceAll("/", "-")}.md`;
        return {
          package: name,
          specifier: `${name}${path.slice(1)}`,
          file: join(root, "packages", folder, source),
          sources: join(root, "packages", folder, "src"),
          report: `packages/${folder}/api/${file}`,
          released: `packages/${folder}/api/released/${file}`,
        };
      });
    }),
  );
  return found.flat();
}

/** Makes today's reports those of the last release. */
export async function releaseApi(root: string): Promise<void> {
  const entryPoints = await findEntryPoints(root);
  for (const folder of new Set(entryPoints.map(({ released }) => dirname(released)))) {
    await rm(join(root, folder), { recursive: true, force: true });
  }
  for (const { report, released } of entryPoints) {
    await writeInto(join(root, released), await readFile(join(root, report), "utf8"));
  }
}

async function writeInto(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const read = (file: string) => readFile(file, "utf8").catch(() => undefined);

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
