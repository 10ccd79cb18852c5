import { readFileSync, realpathSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Every package that comes with the client when it is installed, by the manifests of what is installed here. */
export function listRuntimePackages(): string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    const { dependencies, optionalDependencies }: Manifest = JSON.parse(readFileSync(path, "utf8"));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (found.has(name)) continue;
      found.add(name);
      const next = findPackageJSON(name, pathToFileURL(path));
      if (next === undefined) throw new Error(`${name} is not installed`);
      visit(realpathSync(next)); // pnpm puts a package's own dependencies beside its real place
    }
  };
  visit(join(import.meta.dirname, "..", "..", "packages", "client", "package.json"));
  return [...found].sort();
}
