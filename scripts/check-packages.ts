import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize, relative } from "node:path";

// What users install is the tarball, not this checkout: its manifest is rewritten (workspace:, catalog:), its files are chosen
// by `files`, its source maps point elsewhere. So each public package is packed, unpacked and looked at as it would arrive.

const root = join(import.meta.dirname, "..");
const packages = join(root, "packages");
const temporary = mkdtempSync(join(tmpdir(), "check-packages-"));
const needed = ["package.json", "README.md", "LICENSE"];
const isTest = (file: string) => /\.test(-d)?\.|(^|\/)(test|tests|__tests__)\//.test(file);

/** Runs a tool; what it printed is a fault when it failed. On Windows the tools are .cmd files, which only a shell starts. */
function run(command: string, words: string[], folder = root): string[] {
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: folder, shell, encoding: "utf8" });
  return status === 0 ? [] : [`${command} failed\n${error?.message ?? stdout + stderr}`];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** A map whose sources are not shipped sends a debugger to files that do not exist. */
function findLostSources(folder: string, files: string[]): string[] {
  return files
    .filter((file) => file.endsWith(".map"))
    .flatMap((file) => {
      const map: { sources: string[]; sourceRoot?: string } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return map.sources
        .map((source) => normalize(join(dirname(file), map.sourceRoot ?? "", source)))
        .filter((source) => !existsSync(join(folder, source)))
        .map((source) => `${file} points to ${source}, which is not in the tarball`);
    });
}

function findFaults(folder: string, files: string[]): string[] {
  const manifest = readFileSync(join(folder, "package.json"), "utf8");
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files.filter(isTest).map((file) => `${file} is a test`),
    ...(manifest.match(/"(workspace|catalog):[^"]*"/g) ?? []).map(
      (range) => `${range} was not resolved in package.json`,
    ),
    ...findLostSources(folder, files),
  ];
}

function checkPackage(name: string): string[] {
  const folder = join(temporary, name);
  const tarball = join(temporary, `${name}.tgz`);
  mkdirSync(folder);
  const unpacking = [
    ...run("pnpm", ["pack", "--silent", "--out", tarball], join(packages, name)),
    ...run("tar", ["-xzf", `${name}.tgz`, "-C", name, "--strip-components=1"], temporary),
  ];
  if (unpacking.length > 0) return unpacking;
  const files = listFiles(folder);
  console.log(`${name}: ${files.length} files`);
  return [
    ...findFaults(folder, files),
    ...run("publint", ["--strict", tarball]),
    // The contract as YAML is read as a file; no module system resolves it.
    ...run("attw", [
      "--profile",
      "esm-only",
      "--exclude-entrypoints",
      "openapi.yaml",
      "control.yaml",
      "--format",
      "ascii",
      "--",
      tarball,
    ]),
  ];
}

try {
  const names = readdirSync(packages).filter((name) => existsSync(join(packages, name, "package.json")));
  const faults = names.flatMap((name) => checkPackage(name).map((fault) => `${name}: ${fault}`));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true });
}
