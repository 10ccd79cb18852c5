import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyWorkspace } from "../../scripts/copy-workspace.ts";
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

export async function copyRepository(npmrc: string): Promise<Repository> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "coc-executions-repository-")));
  copyWorkspace(join(import.meta.dirname, "../.."), folder);
  await writeFile(join(folder, ".npmrc"), npmrc);
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
