import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyWorkspace } from "./copy-workspace.ts";
import { type Output, run, runWell } from "./run.ts";

/** A repository that holds what this checkout holds, to change and to release from. */
export interface Repository {
  readonly folder: string;
  /** Runs a script of the root, whatever comes of it. */
  pnpm(...words: readonly string[]): Promise<Output>;
  /** Runs a script of the root that has to succeed. */
  pnpmWell(...words: readonly string[]): Promise<string>;
  git(...words: readonly string[]): Promise<string>;
  commit(): Promise<void>;
  edit(file: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies this checkout as if it had never been released, with `version` for its first. */
export async function copyRepository(npmrc: string, version: string): Promise<Repository> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "coc-executions-repository-")));
  copyWorkspace(join(import.meta.dirname, "../.."), folder);
  await writeFile(join(folder, ".npmrc"), npmrc);
  await forgetReleases(folder, version);
  // The copy has its dependencies; pnpm would install them again.
  const options = { cwd: folder, env: { pnpm_config_verify_deps_before_run: "false", CI: "true" } };
  const git = (...words: readonly string[]) => runWell("git", words, options);
  const commit = async () => {
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", "Change");
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await git("config", "user.name", "e2e");
  await git("config", "user.email", "e2e@example.com");
  await commit();
  return {
    folder,
    pnpm: (...words) => run("pnpm", words, options),
    pnpmWell: (...words) => runWell("pnpm", words, options),
    git,
    commit,
    async edit(file, from, to) {
      const text = await readFile(join(folder, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}.`);
      await writeFile(
        join(folder, file),
        text.replace(from, () => to),
      );
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Takes away what releases have left: what is pending, what was promised, changelogs, versions. */
async function forgetReleases(folder: string, version: string): Promise<void> {
  for (const name of await readdir(join(folder, ".changeset"))) {
    if (!/^(README\.md|config\.json)$/.test(name)) await rm(join(folder, ".changeset", name), { recursive: true });
  }
  await cp(join(folder, "openapi/coc-executions.yaml"), join(folder, "openapi/released/coc-executions.yaml"));
  for (const name of await readdir(join(folder, "packages"))) {
    const home = join(folder, "packages", name);
    await rm(join(home, "CHANGELOG.md"), { force: true });
    await rm(join(home, "api/released"), { recursive: true, force: true });
    const manifest = await readFile(join(home, "package.json"), "utf8");
    await writeFile(join(home, "package.json"), manifest.replace(/"version": "[^"]*"/, `"version": "${version}"`));
  }
}
