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

/** Where a contract keeps what its operations share, beside schemas. */
export type Shared = "headers" | "responses" | "parameters";

/**
 * The text of the types that a contract describes; the contract is read from a file.
 *
 * @param inlined What is written where it is referred to. Headers always are: openapi-typescript makes a header that stands behind a
 * `$ref` a required one, whatever it says, and no header is promised here.
 */
export async function generateTypes(contract: URL, inlined: readonly Shared[] = ["headers"]): Promise<string> {
  const root: OpenAPI3 = parse(await readFile(contract, "utf8"));
  return HEADER + astToString(await openapiTS(inlineShared(root, inlined), OPTIONS));
}

/** The contract with what its operations share in the places that refer to it. */
export function inlineShared(root: OpenAPI3, inlined: readonly Shared[]): OpenAPI3 {
  const components = { ...root.components };
  for (const kind of inlined) delete components[kind];

  function visit<T>(node: T): T {
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map(visit) as T;
    const [, kind, name = ""] = ("$ref" in node && /^#\/components\/(\w+)\/(.+)$/.exec(String(node.$ref))) || [];
    const shared = inlined.find((one) => one === kind);
    const found: unknown = shared === undefined ? undefined : root.components?.[shared]?.[name];
    if (found !== undefined) return visit(found as T);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)])) as T;
  }
  return visit({ ...root, components });
}
