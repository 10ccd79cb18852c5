// From a contract to all that is made of it: types, lists of known values, the changeset. With --from FILE|URL another contract takes
// the place of the present one. All is made and checked in a copy; a failure leaves the checkout as it was.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkContract } from "../openapi/scripts/check-contract.ts";
import { refreshKnownValues } from "../packages/types/scripts/refresh-known-values.ts";
import { copyWorkspace } from "./copy-workspace.ts";

const CONTRACT = "openapi/coc-executions.yaml";
const KNOWN_VALUES = "packages/types/src/known-values.ts";
// All that may change beside the changeset, and is moved to the checkout once everything has passed.
const MADE = [CONTRACT, "packages/types/src/generated/coc-executions.ts", KNOWN_VALUES];

const root = resolve(import.meta.dirname, "..");

async function regenerate(from: string | undefined): Promise<void> {
  const text = from === undefined ? undefined : await readContract(from);
  const copy = await realpath(await mkdtemp(join(tmpdir(), "regenerate-")));
  try {
    copyWorkspace(root, copy);
    if (text !== undefined) await writeFile(join(copy, CONTRACT), text);
    // First, because it says what is wrong with a contract that is none.
    const { lines, written } = await checkContract(copy, true);
    run("lint", copy, "openapi", "redocly", ["lint", "coc-executions.yaml", "--config", "../redocly.yaml"]);
    run("types", copy, "packages/types", "node", ["scripts/generate.ts"]);
    await refresh(copy);
    run("format", copy, ".", "biome", ["format", "--write", KNOWN_VALUES]);
    run("compile the types", copy, "packages/types", "tsc", ["-p", "tsconfig.build.json", "--noEmit"]);
    run("test the contract and its examples", copy, ".", "vitest", ["run", "--project", "openapi", "contract.test"]);
    const changed = await findChanged(copy, written === undefined ? MADE : [...MADE, written]);
    for (const file of changed) show(join(root, file), join(copy, file));
    console.log(lines.join("\n"));
    await take(changed, copy);
    console.log(changed.length === 0 ? "Everything is as the contract says." : `Wrote ${changed.join(", ")}.`);
    if (changed.length > 0) console.log("What is written by hand may need a hand: run typecheck and test.");
  } catch (error) {
    // The copy is gone when this is read; its files are those of the checkout.
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message.replaceAll(`${copy}/`, "")}\nNothing was changed.`, { cause: error });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** JSON may come as well: it is YAML. */
function readContract(from: string): Promise<string> {
  return fetchText(from).catch((error: Error) => {
    // fetch says "fetch failed", and its cause why.
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new Error(`The contract cannot be read from ${from}: ${message}`);
  });
}

async function fetchText(from: string): Promise<string> {
  if (!/^https?:/.test(from)) return readFile(resolve(process.env.INIT_CWD ?? ".", from), "utf8");
  const response = await fetch(from);
  if (!response.ok) throw new Error(`the answer was ${response.status}`);
  return response.text();
}

async function refresh(copy: string): Promise<void> {
  const file = join(copy, KNOWN_VALUES);
  const contract = await readFile(join(copy, CONTRACT), "utf8");
  await writeFile(file, refreshKnownValues(await readFile(file, "utf8"), contract));
}

function run(step: string, copy: string, folder: string, command: string, words: readonly string[]): void {
  console.log(`== ${step}`);
  const cwd = join(copy, folder);
  const path = [join(cwd, "node_modules/.bin"), join(copy, "node_modules/.bin"), process.env.PATH].join(
    process.platform === "win32" ? ";" : ":",
  );
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`${error?.message ?? stdout + stderr}\n"${step}" failed.`);
}

async function findChanged(copy: string, made: readonly string[]): Promise<string[]> {
  const read = (file: string) => readFile(file, "utf8").catch(() => "");
  const checked = await Promise.all(
    made.map(async (file) => ((await read(join(copy, file))) === (await read(join(root, file))) ? [] : [file])),
  );
  return checked.flat();
}

/** Moves files to the checkout: all, or none. */
async function take(files: readonly string[], copy: string): Promise<void> {
  const old = await Promise.all(files.map((file) => readFile(join(root, file)).catch(() => undefined)));
  try {
    for (const file of files) await writeFile(join(root, file), await readFile(join(copy, file)));
  } catch (error) {
    for (const [index, file] of files.entries()) {
      const text = old[index];
      await (text === undefined ? rm(join(root, file), { force: true }) : writeFile(join(root, file), text));
    }
    throw error;
  }
}

function show(before: string, after: string): void {
  const old = existsSync(before) ? before : "/dev/null"; // git knows this name on Windows too
  spawnSync("git", ["--no-pager", "diff", "--no-index", "--", old, after], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}

try {
  const { values } = parseArgs({ options: { from: { type: "string" } } });
  await regenerate(values.from);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
