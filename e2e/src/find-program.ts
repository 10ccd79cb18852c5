import { access, constants, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "./run.ts";

/** A program that a suite needs and npm does not have. */
export interface Program {
  /** The names that it may have, the best first. */
  readonly names: readonly string[];
  /** The variable that may hold its path. */
  readonly variable: string;
  /** The package that brings it on Debian. */
  readonly debianPackage: string;
}

const TRIES = 3;

/** Its path: what the variable says, or what is installed. On Debian, as root, it is installed where it is missing. */
export async function findProgram({ names, variable, debianPackage }: Program): Promise<string> {
  const given = process.env[variable];
  if (given) {
    if (await canRun(given)) return given;
    throw new Error(`${variable} must be the path of ${names.join(" or ")}, not ${JSON.stringify(given)}.`);
  }
  const installed = await findInstalled(names);
  if (installed !== undefined) return installed;
  const advice = `Install one, or set ${variable} to its path.`;
  if (!(await isDebian()) || process.getuid?.() !== 0) {
    throw new Error(`None of ${names.join(", ")} is on the PATH. ${advice} On Debian root needs to do neither.`);
  }
  const output = await install(debianPackage);
  const added = await findInstalled(names);
  if (added !== undefined) return added;
  throw new Error(`apt-get could not install ${debianPackage} in ${TRIES} tries. ${advice}\n${output}`);
}

async function findInstalled(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await canRun(path)) return path;
  }
  return undefined;
}

async function canRun(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Ubuntu is none: its package `chromium` only points to a snap. */
async function isDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID=debian$/m.test(release);
}

/** Mirrors fail now and then, and another apt may be at work: more than one try. Gives what apt complained of. */
async function install(name: string): Promise<string> {
  const options = { cwd: "/", env: { DEBIAN_FRONTEND: "noninteractive" } };
  const apt = (...words: string[]) => run("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...words], options);
  let output = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (attempt > 1) await sleep(10_000);
    const update = await apt("update");
    const added = await apt("install", "--yes", "--no-install-recommends", name);
    output = update.stderr + added.stderr;
    if (added.code === 0) break;
  }
  return output;
}
