// Writes src/generated/coc-executions.ts from the contract; with --check it only compares, and fails when the file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import openapiTS, { astToString, type OpenAPITSOptions } from "openapi-typescript";
import ts from "typescript";

const contract = new URL("../../../openapi/coc-executions.yaml", import.meta.url);
const target = new URL("../src/generated/coc-executions.ts", import.meta.url);

const HEADER =
  "/** Generated from openapi/coc-executions.yaml by `pnpm generate`. Do not edit; change the contract. */\n\n";

// `string & {}` keeps a union open without swallowing its known values, as plain `string` would: editors still offer them.
const OPEN_STRING = ts.factory.createIntersectionTypeNode([
  ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  ts.factory.createTypeLiteralNode([]),
]);

const OPTIONS: OpenAPITSOptions = {
  alphabetize: true,
  immutable: true, // an answer is the service's word, not a place to write
  emptyObjectsUnknown: true,
  defaultNonNullable: false, // a default of the service is no promise that the field is there
  transform: (schema) => ("x-open" in schema ? OPEN_STRING : undefined),
};

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const wanted = HEADER + astToString(await openapiTS(contract, OPTIONS));

if (!values.check) {
  await writeFile(target, wanted);
} else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
  console.error(
    "packages/types/src/generated/coc-executions.ts is not what the contract says. Run: npx --yes pnpm@12 generate",
  );
  process.exitCode = 1;
}
