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

/** The changesets that no release has taken yet. One that names a package which is not there is an error, as it is to `changeset`. */
export async function readChangesets(folder: string, packages: readonly string[]): Promise<Changeset[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md").sort();
  return Promise.all(
    files.map(async (name) => {
      const file = `.changeset/${name}`;
      return { file, ...readChangeset(file, await readFile(join(folder, name), "utf8"), packages) };
    }),
  );
}

function readChangeset(file: string, text: string, packages: readonly string[]): Omit<Changeset, "file"> {
  const matter = /^---\r?\n([\s\S]*?)\r?\n?---(\r?\n|$)/.exec(text);
  if (matter === null)
    throw new Error(`${file} does not begin with the packages and bumps between two lines of "---".`);
  const bumps: Record<string, Bump> = {};
  for (const [name, bump] of Object.entries(parse(matter[1] ?? "") ?? {})) {
    if (!packages.includes(name)) {
      throw new Error(`${file} names the package "${name}", which is not one of ${packages.join(", ")}.`);
    }
    if (bump !== "patch" && bump !== "minor" && bump !== "major") {
      throw new Error(`${file} asks for "${bump}" of ${name}; a bump is patch, minor or major.`);
    }
    bumps[name] = bump;
  }
  return { bumps, words: text.slice(matter[0].length) };
}

/** The names of the workspace's published packages. */
export async function readPackageNames(root: string): Promise<string[]> {
  const folders = await readdir(join(root, "packages"));
  const manifests = await Promise.all(
    folders.map((folder) => readFile(join(root, "packages", folder, "package.json"), "utf8").catch(() => "{}")),
  );
  return manifests.flatMap((manifest) => JSON.parse(manifest).name ?? []);
}
