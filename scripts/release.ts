// `release version` turns the pending changesets into versions and changelogs, and today's contract and entry points into those of the last
// release. `release` publishes what is committed: packages before those that depend on them, each only if the registry lacks it, so
// that a second run ends what a first one began. Words after `release` go to `changeset publish`.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkContract } from "../openapi/scripts/check-contract.ts";
import { findPackages } from "./api/find-packages.ts";
import { checkApi, releaseApi } from "./check-api.ts";
import { readPending, readPrereleaseMode, refuseLoss } from "./pending-changesets.ts";

const CONTRACT = "openapi/coc-executions.yaml";
const TYPES = "packages/types/package.json";
const RELEASED = "openapi/released/coc-executions.yaml";
const RUN_VERSION = "Run `npx --yes pnpm@12 release version` and commit, then this again.";

const root = resolve(import.meta.dirname, "..");

async function version(): Promise<void> {
  refuseDirtyTree();
  await refuseBrokenPromises("No version was given.");
  const mode = await readPrereleaseMode(root);
  const pending = await readPending(root, mode);
  if (mode === "pre") {
    if (pending.length === 0) throw new Error("There is no changeset, and so nothing for a further prerelease.");
    refuseLoss(root, pending);
  }
  // changesets calls it an error when there is nothing to do. A prerelease that ends has something to do without a new changeset.
  if (mode === "exit" || pending.length > 0) run("changeset", ["version"]);
  await versionContract();
  // A prerelease promises nothing: the release after it is compared with the one before it.
  if (mode !== "pre") {
    await copyFile(join(root, CONTRACT), join(root, RELEASED));
    await releaseApi(root);
  }
  console.log("Commit this, then run: npx --yes pnpm@12 release");
}

/** The contract ships with the types, and has their version. */
async function versionContract(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, TYPES), "utf8"));
  const text = await readFile(join(root, CONTRACT), "utf8");
  await writeFile(join(root, CONTRACT), text.replace(/^( {2}version: ).*$/m, `$1${version}`));
}

async function publish(words: readonly string[]): Promise<void> {
  refuseDirtyTree();
  const mode = await readPrereleaseMode(root);
  const [pending] = await readPending(root, mode);
  if (pending !== undefined) throw new Error(`${pending.file} has no version yet. ${RUN_VERSION}`);
  const reports = (await findPackages(root)).flatMap(({ entryPoints, manifest }) => [...entryPoints, manifest]);
  const released = [RELEASED, ...reports.map((report) => report.released)];
  const missing = mode === "pre" ? undefined : released.find((file) => !existsSync(join(root, file)));
  if (missing !== undefined)
    throw new Error(`${missing} is missing, which says what a release promises. ${RUN_VERSION}`);
  await refuseBrokenPromises("Nothing was published.");
  run("pnpm", ["build"]);
  run("changeset", ["publish", ...words]);
}

/** Without a changeset to promise more, only words may differ from the last release. */
async function refuseBrokenPromises(consequence: string): Promise<void> {
  for (const { passes, lines } of [await checkContract(root, false), await checkApi(root, false)]) {
    if (!passes) throw new Error(`${lines.join("\n")}\n${consequence}`);
  }
}

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

try {
  const [word, ...others] = process.argv.slice(2);
  if (word === "version" && others.length > 0)
    throw new Error(`release version takes no more words; there is "${others[0]}".`);
  await (word === "version" ? version() : publish(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
