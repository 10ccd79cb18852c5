import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { runWell } from "./run.ts";

/**
 * Copies a project of `consumers/` to a folder of its own, outside of this checkout, and installs what its manifest names: tools from
 * the registry, our packages from the tarballs. `versions` stand in place of those of the manifest. Gives the folder, which is gone
 * after the test.
 */
export async function installConsumer(name: string, versions: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `coc-executions-${name}-`));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(import.meta.dirname, "../consumers", name), folder, { recursive: true });
  await cp(inject("tarballs"), join(folder, "tarballs"), { recursive: true });
  const manifest = join(folder, "package.json");
  const { dependencies, ...others } = JSON.parse(await readFile(manifest, "utf8"));
  await writeFile(manifest, JSON.stringify({ ...others, dependencies: { ...dependencies, ...versions } }));
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
  return folder;
}
