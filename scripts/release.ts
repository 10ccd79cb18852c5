// `release version` turns the pending changesets into versions and changelogs, and today's contract and entry points into those of the last
// release. `release` publishes what is committed: packages before those that depend on them, each only if the registry lacks it, so
// that a second run ends what a first one began. Words after `release` go to `changeset publish`.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { checkContract } from "../openapi/scripts/check-contract.ts";
import { type Changeset, readChangesets, TAKEN } from "../openapi/scripts/read-changesets.ts";
import { findPackages } from "./api/find-packages.ts";
import { checkApi, releaseApi } from "./check-api.ts";

const CONTRACT = "openapi/coc-executions.yaml";
const RELEASED = "openapi/released/coc-executions.yaml";
const RUN_VERSION = "Run `npx --yes pnpm@12 release version` and commit, then this again.";

const root = resolve(import.meta.dirname, "..");

async function version(): Promise<void> {
  refuseDirtyTree();
  await refuseBrokenPromises("No version was given.");
  const mode = await readPrereleaseMode();
  const pending = await readPending(mode);
  if (mode === "pre") refuseLoss(pending);
  // changesets calls it an error when there is nothing to do. A prerelease that ends has something to do without a new changeset.
  if (mode === "exit" || pending.length > 0) run("changeset", ["version"]);
  // A prerelease promises nothing: the release after it is compared with the one before it.
  if (mode !== "pre") {
    await copyFile(join(root, CONTRACT), join(root, RELEASED));
    await releaseApi(root);
  }
  console.log("Commit this, then run: npx --yes pnpm@12 release");
}

async function publish(words: readonly string[]): Promise<void> {
  refuseDirtyTree();
  const mode = await readPrereleaseMode();
  const [pending] = await readPending(mode);
  if (pending !== undefined) throw new Error(`${pending.file} has no version yet. ${RUN_VERSION}`);
  const entryPoints = (await findPackages(root)).flatMap((one) => one.entryPoints);
  const released = [RELEASED, ...entryPoints.map((entry) => entry.released)];
  const missing = mode === "pre" ? undefined : released.find((file) => !existsSync(join(root, file)));
  if (missing !== undefined)
    throw new Error(`${missing} is missing, which says what a release promises. ${RUN_VERSION}`);
  await refuseBrokenPromises("Nothing was published.");
  run("pnpm", ["build"]);
  run("changeset", ["publish", ...words]);
}

/** changesets moves what a prerelease has taken, over a file that is there. */
function refuseLoss(pending: readonly Changeset[]): void {
  if (pending.length === 0) throw new Error("There is no changeset, and so nothing for a further prerelease.");
  const clash = pending.find(({ file }) => existsSync(join(root, TAKEN, basename(file))));
  if (clash === undefined) return;
  throw new Error(
    `${clash.file} would overwrite ${TAKEN}${basename(clash.file)}, which the release has yet to tell. Rename it.`,
  );
}

/** Without a changeset to promise more, only words may differ from the last release. */
async function refuseBrokenPromises(consequence: string): Promise<void> {
  for (const { passes, lines } of [await checkContract(root, false), await checkApi(root, false)]) {
    if (!passes) throw new Error(`${lines.join("\n")}\n${consequence}`);
  }
}

/** Whether prereleases are made (`pre`), or come to their end with the next version (`exit`). */
async function readPrereleaseMode(): Promise<"pre" | "exit" | undefined> {
  const text = await readFile(join(root, ".changeset/pre.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text).mode;
}

/** The changesets that have no version yet; one that a prerelease has taken has none as soon as prereleases end. */
async function readPending(mode: "pre" | "exit" | undefined): Promise<Changeset[]> {
  const changesets = await readChangesets(root);
  return mode === "pre" ? changesets.filter(({ file }) => !file.startsWith(TAKEN)) : changesets;
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
