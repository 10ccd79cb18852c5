// From a contract to all that is generated from it: types, lists of known values, the changeset. With --from FILE|URL another contract
// takes the place of the present one. A step that fails puts back every file as it was.
import { spawnSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkContract } from "../openapi/scripts/check-contract.ts";
import { refreshKnownValues } from "../packages/types/scripts/refresh-known-values.ts";

const CONTRACT = "openapi/coc-executions.yaml";
const KNOWN_VALUES = "packages/types/src/known-values.ts";
const GENERATED = "packages/types/src/generated/coc-executions.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string) => readFile(join(root, file), "utf8");
const listChangesets = async () => (await readdir(join(root, ".changeset"))).map((name) => `.changeset/${name}`);

async function regenerate(from: string | undefined): Promise<void> {
  const contract = from === undefined ? await read(CONTRACT) : await readContract(from);
  const files = [CONTRACT, GENERATED, KNOWN_VALUES, ...(await listChangesets())];
  const before = new Map(await Promise.all(files.map(async (file) => [file, await read(file)] as const)));
  try {
    await writeFile(join(root, CONTRACT), contract);
    // First, because it says what is wrong with a file that is not a contract.
    const { lines } = await checkContract(root, true);
    run("lint", "openapi", "redocly", ["lint", "coc-executions.yaml", "--config", "../redocly.yaml"]);
    run("types", "packages/types", "node", ["scripts/generate.ts"]);
    await writeFile(join(root, KNOWN_VALUES), refreshKnownValues(await read(KNOWN_VALUES), contract));
    run("format", ".", "biome", ["format", "--write", KNOWN_VALUES]);
    run("compile the types", "packages/types", "tsc", ["-p", "tsconfig.build.json", "--noEmit"]);
    run("test the contract and its examples", ".", "vitest", ["run", "--project", "openapi", "contract.test"]);
    await report(before, lines);
  } catch (error) {
    for (const file of await listChangesets()) if (!before.has(file)) await rm(join(root, file));
    for (const [file, text] of before) await writeFile(join(root, file), text);
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\nNothing was changed.`, { cause: error });
  }
}

/** A contract in JSON will do too: it is YAML. */
function readContract(from: string): Promise<string> {
  return fetchText(from).catch((error: Error) => {
    // fetch says "fetch failed"; the reason is in its cause.
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new Error(`The contract cannot be read from ${from}: ${message}\nNothing was changed.`);
  });
}

async function fetchText(from: string): Promise<string> {
  if (!/^https?:/.test(from)) return readFile(resolve(process.env.INIT_CWD ?? ".", from), "utf8");
  const response = await fetch(from);
  if (!response.ok) throw new Error(`the status was ${response.status}`);
  return response.text();
}

function run(step: string, folder: string, command: string, words: readonly string[]): void {
  console.log(`== ${step}`);
  const cwd = join(root, folder);
  const path = [join(cwd, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`${error?.message ?? stdout + stderr}\n"${step}" failed.`);
}

async function report(before: ReadonlyMap<string, string>, lines: readonly string[]): Promise<void> {
  const files = new Set([...before.keys(), ...(await listChangesets())]);
  const checked = await Promise.all(
    [...files].map(async (file) => ((await read(file)) === before.get(file) ? [] : [file])),
  );
  const changed = checked.flat();
  console.log(lines.join("\n"));
  console.log(changed.length === 0 ? "Everything is as the contract says." : `Wrote ${changed.join(", ")}.`);
  if (changed.length > 0)
    console.log("See `git diff`, and run typecheck and test: hand-written code may need a change.");
}

try {
  const { values } = parseArgs({ options: { from: { type: "string" } } });
  await regenerate(values.from);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
