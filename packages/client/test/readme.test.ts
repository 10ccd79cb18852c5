import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, test } from "vitest";

// The blocks are run here, since this package can see all that they import.
const here = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);

const readmes = ["README.md", "packages/types/README.md", "packages/client/README.md", "packages/testkit/README.md"];
const blocksOf = (readme: string, language: string) =>
  Array.from(
    readFileSync(root + readme, "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm")),
    ([, code = ""], index): [name: string, code: string] => [`${readme}, block ${index + 1}`, code],
  );

const programs = readmes.flatMap((readme) => blocksOf(readme, "ts"));

test.each(programs)("%s runs against the mock API and prints no complaint", async (_, code) => {
  const words = [
    "--conditions=@coc-executions/source",
    "--import",
    "./test/readme-setup.ts",
    "--input-type=module-typescript",
  ];
  const { stderr } = await run(process.execPath, [...words, "--eval", code], { cwd: here, timeout: 30_000 });
  expect(stderr).toBe("");
});

test("the first example prints the ticket that failed", async () => {
  const code = programs[0]?.[1] ?? "";
  const words = [
    "--conditions=@coc-executions/source",
    "--import",
    "./test/readme-setup.ts",
    "--input-type=module-typescript",
  ];
  const { stdout } = await run(process.execPath, [...words, "--eval", code], { cwd: here });
  expect(stdout).toMatch(/^EX\w+ nightly-backup Failed\n$/);
});

test("every block has the types that it says", () => {
  const { config } = ts.readConfigFile(`${here}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, here);
  const files = new Map(programs.map(([, code], index) => [`${here}test/block-${index}.ts`, code]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, target) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, target);
  };
  const loose = {
    ...options,
    noUnusedLocals: false,
    isolatedDeclarations: false,
    declaration: false,
    declarationMap: false,
  };
  const problems = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], loose, host));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { scripts: Record<string, string> };
const commands = ["README.md", "CONTRIBUTING.md"].flatMap((readme) =>
  blocksOf(readme, "sh").flatMap(([, code]) =>
    [...code.matchAll(/^npx --yes pnpm@12 (\S+)/gm)].map(([, script = ""]) => script),
  ),
);

test.each([...new Set(commands)])("`npx --yes pnpm@12 %s` is a script of the workspace", (script) => {
  expect(scripts).toHaveProperty([script]);
});

test("`start` lists the demo", async () => {
  const [node = "", ...words] = (scripts.start ?? "").split(" ");
  expect(node).toBe("node");
  const { stdout, stderr } = await run(process.execPath, words, { cwd: root });
  expect(stdout).toMatch(/EX2025070121014xxxxxxx .*\n.*EX2025063021172xxxxxxx/);
  expect(stdout.trimEnd().split("\n")).toHaveLength(21);
  expect(stderr).toMatch(/718 tickets \(the first 20 shown\), 8 pages read/);
});
