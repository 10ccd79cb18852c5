import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { delimiter, join } from "node:path";

// How long a newcomer waits: a clone of the last commit, on a machine whose caches know nothing of it. What is
// measured is a network and a disk as much as this code, so the machine is named beside the figures.

type Step = { command: string; what: string; seconds: number };

const root = join(import.meta.dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "fresh-clone-"));
const clone = join(temporary, "clone");
const home = join(temporary, "home");

/** The caller's settings (registry, proxy, certificates) without its caches, and without the Node that pnpm put first on the path. */
function makeEnvironment(): NodeJS.ProcessEnv {
  const ofTheRunner = /^(npm_(?!config_registry)|pnpm_|NODE_OPTIONS$|INIT_CWD$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !ofTheRunner.test(name));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_DATA_HOME: join(home, "data"),
    XDG_STATE_HOME: join(home, "state"),
    npm_config_cache: join(home, "npm"),
    NO_COLOR: "1",
  };
}

function run(command: string, environment: NodeJS.ProcessEnv, folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    shell: true,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${command} failed:\n${error?.message ?? stdout + stderr}`);
  return stdout;
}

function measure(): { steps: Step[]; node: string } {
  const environment = makeEnvironment();
  const steps: Step[] = [];
  const step = (script: string, what: string) => {
    const command = `npx --yes pnpm@12 ${script}`;
    console.error(command);
    const begun = performance.now();
    const printed = run(command, environment, clone);
    steps.push({ command, what, seconds: Math.round((performance.now() - begun) / 100) / 10 });
    return printed;
  };
  step("start", "fetches pnpm, installs everything, does the main job");
  step("test", "all tests");
  step("build", "first build");
  const again = step("build", "second build, from the cache");
  if (!again.includes("FULL TURBO")) throw new Error(`The second build was not a full cache hit:\n${again}`);
  step("test", "all tests once more");
  return { steps, node: run("node --version", environment, clone).trim() };
}

function writeResult({ steps, node }: { steps: Step[]; node: string }): void {
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node,
  };
  const commit = run("git rev-parse --short HEAD", process.env, clone).trim();
  const result = { date: new Date().toISOString().slice(0, 10), commit, machine, steps };
  const page = [
    "# A fresh clone",
    "",
    `Empty caches, commit \`${commit}\`, ${result.date}. ${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}, Node ${node}.`,
    "Made by `npx --yes pnpm@12 bench:fresh`.",
    "",
    "| command | | seconds |",
    "| --- | --- | ---: |",
    ...steps.map(({ command, what, seconds }) => `| \`${command}\` | ${what} | ${seconds.toFixed(1)} |`),
    "",
  ].join("\n");
  const folder = join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "fresh-clone.json"), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, "fresh-clone.md"), page);
  console.log(page);
}

try {
  mkdirSync(home);
  run(`git clone --quiet "${root}" "${clone}"`, process.env, temporary);
  writeResult(measure());
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
