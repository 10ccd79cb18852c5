import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Bump } from "./bump.ts";

/** What one pending changeset promises: a bump for each package that it names. */
export interface Changeset {
  readonly file: string;
  readonly bumps: Readonly<Record<string, Bump>>;
  /** What it says to users. */
  readonly words: string;
}

/** Where `changeset version` keeps what a prerelease has taken, and the next release has yet to tell. */
export const TAKEN = ".changeset/pre/";

/** The changesets that no release has taken yet. One that names a package which is not there is an error, as it is to `changeset`. */
export async function readChangesets(root: string): Promise<Changeset[]> {
  const packages = await readPackageNames(root);
  const list = async (folder: string) => (await readdir(join(root, folder))).map((name) => `${folder}${name}`);
  const files = [...(await list(".changeset/")), ...(await list(TAKEN).catch(() => []))].filter(isChangeset).sort();
  return Promise.all(
    files.map(async (file) => ({ file, ...readChangeset(file, await readFile(join(root, file), "utf8"), packages) })),
  );
}

// The names that `changeset` passes over as well.
const isChangeset = (file: string) => /\/(?!readme\.md$)[^./][^/]*\.md$/i.test(file);

function readChangeset(file: string, text: string, packages: readonly string[]): Omit<Changeset, "file"> {
  const matter = /^---\r?\n([\s\S]*?)\r?\n?---(\r?\n|$)/.exec(text);
  if (matter === null)
    throw new Error(`${file} does not begin with the packages and bumps between two lines of "---".`);
  const bumps: Record<string, Bump> = {};
  for (const [name, bump] of Object.entries(parseMatter(file, matter[1] ?? ""))) {
    if (!packages.includes(name)) {
      throw new Error(`${file} names the package "${name}", which is not one of ${packages.join(", ")}.`);
    }
    if (bump === "none") continue; // a word of `changeset` for a package that is named and not released
    if (bump !== "patch" && bump !== "minor" && bump !== "major") {
      throw new Error(`${file} asks for "${bump}" of ${name}; a bump is patch, minor or major.`);
    }
    bumps[name] = bump;
  }
  return { bumps, words: text.slice(matter[0].length) };
}

function parseMatter(file: string, text: string): object {
  let matter: unknown;
  try {
    matter = parse(text) ?? {};
  } catch (error) {
    throw new Error(`${file} names its packages in no YAML: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof matter === "object" && matter !== null) return matter;
  throw new Error(`${file} names no packages and bumps between its two lines of "---", but ${JSON.stringify(matter)}.`);
}

/** The names of the workspace's published packages. */
async function readPackageNames(root: string): Promise<string[]> {
  const folders = await readdir(join(root, "packages"));
  const manifests = await Promise.all(
    folders.map((folder) => readFile(join(root, "packages", folder, "package.json"), "utf8").catch(() => "{}")),
  );
  return manifests.flatMap((manifest) => JSON.parse(manifest).name ?? []);
}
