import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Entry } from "./read-api.ts";

/** A module that users import, and where what it exports is written down. */
interface EntryPoint extends Entry {
  /** How users import it. */
  readonly specifier: string;
  readonly report: string;
  readonly released: string;
}

export interface Package {
  readonly name: string;
  /** From the root of the workspace. */
  readonly folder: string;
  readonly entryPoints: readonly EntryPoint[];
}

/** Each package in `packages/`, with its entry points by the source condition of its `exports`. */
export async function findPackages(root: string): Promise<Package[]> {
  const folders = (await readdir(join(root, "packages"))).sort();
  const found = await Promise.all(folders.map((folder) => readPackage(root, `packages/${folder}`)));
  return found.flat();
}

async function readPackage(root: string, folder: string): Promise<Package[]> {
  const manifest = await readFile(join(root, folder, "package.json"), "utf8").catch(() => undefined);
  if (manifest === undefined) return [];
  const { name, exports = {} } = JSON.parse(manifest);
  const entryPoints = Object.entries<Record<string, string> | string>(exports).flatMap(([path, target]) => {
    const source = typeof target === "string" ? undefined : target["@coc-executions/source"];
    if (source === undefined) return [];
    const file = path === "." ? "index.md" : `${path.slice(2).replaceAll("/", "-")}.md`;
    return {
      specifier: `${name}${path.slice(1)}`,
      file: join(root, folder, source),
      sources: join(root, folder, "src"),
      report: `${folder}/api/${file}`,
      released: `${folder}/api/released/${file}`,
    };
  });
  return [{ name, folder, entryPoints }];
}
