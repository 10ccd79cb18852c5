import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, promisify } from "node:util";
import { createMockApi, execution, executions } from "@coc-executions/testkit";
import ts from "typescript";
import { afterAll, expect, test, vi } from "vitest";

// The blocks are run here, since this package can see all that they import.
const here = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));

const readmes = ["README.md", "packages/types/README.md", "packages/client/README.md", "packages/testkit/README.md"];
const blocksOf = (readme: string, language: string) =>
  Array.from(
    readFileSync(root + readme, "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm")),
    ([, code = ""], index): [name: string, code: string] => [`${readme}, block ${index + 1}`, code],
  );

const programs = readmes.flatMap((readme) => blocksOf(readme, "ts"));

const credentials = { accessKeyId: "README-ACCESS-KEY", secretAccessKey: "readme-secret-access-key" };

// Where the blocks can import what this package can.
const folder = mkdtempSync(`${here}test/.blocks-`);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a block with credentials in the environment and the service to go with them; what it logs comes back, what it complains of fails the test. */
async function run(name: string, code: string): Promise<string[]> {
  const justFailed = execution({
    document_name: "nightly-backup",
    status: "Failed",
    start_time: Date.now() - 3_600_000,
  });
  vi.stubGlobal(
    "fetch",
    createMockApi({ executions: [justFailed, ...executions(250, { seed: 1 })], credentials }).fetch,
  );
  vi.stubEnv("HUAWEICLOUD_SDK_AK", credentials.accessKeyId);
  vi.stubEnv("HUAWEICLOUD_SDK_SK", credentials.secretAccessKey);
  const logged: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...words) => void logged.push(format(...words)));
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.ts`);
  writeFileSync(file, code);
  await import(file);
  return logged;
}

test.each(programs)("%s runs against the mock API and prints no complaint", async (name, code) => {
  const logged = await run(name, code);
  if (name === "README.md, block 1") expect(logged).toEqual([expect.stringMatching(/^EX\w+ nightly-backup Failed$/)]);
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
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { cwd: root });
  expect(stdout).toMatch(/EX2025070121014xxxxxxx .*\n.*EX2025063021172xxxxxxx/);
  expect(stdout.trimEnd().split("\n")).toHaveLength(21);
  expect(stderr).toMatch(/718 tickets \(the first 20 shown\), 8 pages read/);
});
