import openapiTS, { astToString, type OpenAPITSOptions } from "openapi-typescript";
import ts from "typescript";

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
  defaultNonNullable: false, // a default of the service does not promise that the field is there
  transform: (schema) => ("x-open" in schema ? OPEN_STRING : undefined),
};

/** The text of the types that a contract describes; the contract is read from a file. */
export async function generateTypes(contract: URL): Promise<string> {
  return HEADER + astToString(await openapiTS(contract, OPTIONS));
}
