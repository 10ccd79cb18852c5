import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api, Entry } from "./read-api.ts";
import { type Manifest, readOffers } from "./read-offers.ts";

/** Where something that a package offers is written down. */
interface Report {
  /** How users import it. */
  readonly specifier: string;
  readonly report: string;
  readonly released: string;
}

export interface Package {
  readonly name: string;
  /** From the root of the workspace. */
  readonly folder: string;
  /** The modules that users import. */
  readonly entryPoints: readonly (Entry & Report)[];
  /** What its manifest offers beside them. */
  readonly manifest: Report & { readonly offers: Api };
}

/** Each package in `packages/`, with its entry points by the source condition of its `exports`. */
export async function findPackages(root: string): Promise<Package[]> {
  const folders = (await readdir(join(root, "packages"))).sort();
  const found = await Promise.all(folders.map((folder) => readPackage(root, `packages/${folder}`)));
  return found.flat();
}

async function readPackage(root: string, folder: string): Promise<Package[]> {
  const text = await readFile(join(root, folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) return [];
  const manifest: Manifest = JSON.parse(text);
  const { name, exports = {} } = manifest;
  const place = (path: string, file: string): Report => ({
    specifier: `${name}${path.slice(1)}`,
    report: `${folder}/api/${file}.md`,
    released: `${folder}/api/released/${file}.md`,
  });
  const entryPoints = Object.entries(exports).flatMap(([path, target]) => {
    const source = typeof target === "string" ? undefined : target["@coc-executions/source"];
    if (source === undefined) return [];
    const report = place(path, path === "." ? "index" : path.slice(2).replaceAll("/", "-"));
    return { ...report, file: join(root, folder, source), sources: join(root, folder, "src") };
  });
  const offers = { ...place("./package.json", "package"), offers: readOffers(manifest) };
  return [{ name, folder, entryPoints, manifest: offers }];
}
