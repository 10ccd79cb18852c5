import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

// What a user reads in an editor: the words of the compiler are part of the API.

const FILE = join(import.meta.dirname, "snippet.ts");
const PRELUDE = `import { accessKey, createClient, createTransport, endpoints, listExecutions } from "../src/index.ts";
const auth = accessKey({ accessKeyId: "a", secretAccessKey: "b" });
const client = createClient({ baseUrl: endpoints.china, auth });
const coc = createTransport({ baseUrl: endpoints.china, auth, timeout: undefined, retry: undefined, observe: undefined });
`;
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  customConditions: ["@coc-executions/source"],
  noEmit: true,
  declaration: true,
  skipLibCheck: true,
  types: [],
};

let last: ts.Program | undefined;

/** The errors of the compiler for code that follows the prelude. */
function errorsOf(code: string): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, options, ...rest) =>
    name === FILE
      ? ts.createSourceFile(name, `${PRELUDE}${code}`, options)
      : (last?.getSourceFile(name) ?? getSourceFile.call(host, name, options, ...rest));
  const program = ts.createProgram([FILE], OPTIONS, host, last);
  last = program;
  const file = program.getSourceFile(FILE);
  const diagnostics = [...program.getSemanticDiagnostics(file), ...program.getDeclarationDiagnostics(file)];
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the prelude itself has no errors, with undefined for every optional option", { timeout: 60_000 }, () => {
  expect(errorsOf("export { client, coc };")).toEqual([]);
});

test.each([
  ["createClient({ auth })", /Property 'baseUrl' is missing/],
  ["createClient({ baseUrl: endpoints.china })", /Property 'auth' is missing/],
  [
    "createClient({ baseUrl: endpoints.china, auth, timeOut: 1 })",
    /'timeOut' does not exist .*|did you mean .*timeout/i,
  ],
  ['client.executions.list({ creater: "ops" })', /'creater'.*'creator'/s],
  ["listExecutions(coc, {}, { pagesize: 10 })", /'pagesize'.*'pageSize'/s],
  ["createClient({ baseUrl: endpoints.china, auth: { accessKeyId: 'a' } })", /type 'Auth'/],
])("%s names the option", { timeout: 60_000 }, (code, message) => {
  expect(errorsOf(code).join("\n")).toMatch(message);
});

test("a ticket is an `Execution` in a message, not all of its fields", { timeout: 60_000 }, () => {
  const [message = ""] = errorsOf("const id: string = await client.executions.waitUntilDone('EX1'); export { id };");
  expect(message).toBe("Type 'Execution' is not assignable to type 'string'.");
});

test("what a client returns can be exported with declarations", { timeout: 60_000 }, () => {
  expect(
    errorsOf(`export const api = client.api;
export const list = client.executions.list();
export const page = () => client.executions.listPage();
export const watch = client.executions.watch();`),
  ).toEqual([]);
});
