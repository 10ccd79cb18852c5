import { readFile } from "node:fs/promises";
import openapiTS, { astToString, type OpenAPI3, type OpenAPITSOptions } from "openapi-typescript";
import ts from "typescript";
import { parse } from "yaml";

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
  const root: OpenAPI3 = parse(await readFile(contract, "utf8"));
  const { headers = {}, ...components } = root.components ?? {};
  return HEADER + astToString(await openapiTS(withInlineHeaders({ ...root, components }, headers), OPTIONS));
}

/** openapi-typescript makes a header that stands behind a `$ref` a required one, whatever it says; no header is promised here. */
function withInlineHeaders<T>(node: T, headers: Readonly<Record<string, unknown>>): T {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => withInlineHeaders(item, headers)) as T;
  const name = "$ref" in node ? /^#\/components\/headers\/(.+)$/.exec(String(node.$ref))?.[1] : undefined;
  if (name !== undefined) return headers[name] as T;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withInlineHeaders(value, headers)])) as T;
}
