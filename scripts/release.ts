// `release version` turns the pending changesets into versions and changelogs, and today's contract and entry points into those of the last
// release. `release` publishes what is committed: packages before those that depend on them, each only if the registry lacks it, so
// that a second run ends what a first one began. Words after `release` go to `changeset publish`.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFile, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkContract } from "../openapi/scripts/check-contract.ts";
import { readChangesets, readPackageNames } from "../openapi/scripts/read-changesets.ts";
import { checkApi, findEntryPoints, releaseApi } from "./check-api.ts";

const CONTRACT = "openapi/coc-executions.yaml";
const RELEASED = "openapi/released/coc-executions.yaml";

const root = resolve(import.meta.dirname, "..");

async function version(): Promise<void> {
  refuseDirtyTree();
  for (const { passes, lines } of [await checkContract(root, false), await checkApi(root, false)]) {
    if (!passes) throw new Error(`${lines.join("\n")}\nNo version was given.`);
  }
  // changesets calls it an error when there is nothing to do. A prerelease that ends has something to do without a new changeset.
  const isPrerelease = (await read(".changeset/pre.json")) !== undefined;
  if (isPrerelease || (await readPending()).length > 0) run("changeset", ["version"]);
  await copyFile(join(root, CONTRACT), join(root, RELEASED));
  await releaseApi(root);
  console.log("Commit this, then run: npx --yes pnpm@12 release");
}

async function publish(words: readonly string[]): Promise<void> {
  refuseDirtyTree();
  const [pending] = await readPending();
  if (pending !== undefined) {
    throw new Error(
      `${pending.file} has no version yet. Run \`npx --yes pnpm@12 release version\` and commit, then this again.`,
    );
  }
  const moved = [
    [CONTRACT, RELEASED],
    ...(await findEntryPoints(root)).map(({ report, released }) => [report, released]),
  ];
  for (const [file = "", released = ""] of moved) {
    if ((await read(file)) === (await read(released))) continue;
    throw new Error(
      `${file} is not what ${released} says is released. Run \`npx --yes pnpm@12 release version\` and commit, then this again.`,
    );
  }
  run("pnpm", ["build"]);
  run("changeset", ["publish", ...words]);
}

const readPending = async () => readChangesets(join(root, ".changeset"), await readPackageNames(root));

/** What is published has to be found again under its tag. */
function refuseDirtyTree(): void {
  const changes = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }).trimEnd();
  if (changes !== "")
    throw new Error(`Commit or drop these changes first; a release is made of what is committed:\n${changes}`);
}

function run(command: string, words: readonly string[]): void {
  const { status, error } = spawnSync(command, words, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(error?.message ?? `${command} ${words.join(" ")} failed. Once mended, run this again.`);
}

const read = (file: string) => readFile(join(root, file), "utf8").catch(() => undefined);

try {
  const [word, ...others] = process.argv.slice(2);
  if (word === "version" && others.length > 0)
    throw new Error(`release version takes no more words; there is "${others[0]}".`);
  await (word === "version" ? version() : publish(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
