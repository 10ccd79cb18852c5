import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A node of the contract: a schema, an example, a map of either. */
export type Node = { readonly [key: string]: Node | undefined } & { readonly [index: number]: Node | undefined };

/** The text of the contract. */
export const contractText: string = readFileSync(new URL("coc-executions.yaml", import.meta.url), "utf8");

/** The contract as plain data. */
export const contract: Node = parse(contractText);

/** Every node below `node` and its path, in the order of the text. */
export function* walkNodes(node: unknown, path = "#"): Generator<[path: string, node: Record<string, unknown>]> {
  if (typeof node !== "object" || node === null) return;
  yield [path, node as Record<string, unknown>];
  for (const [key, child] of Object.entries(node)) yield* walkNodes(child, `${path}/${key.replaceAll("/", "~1")}`);
}

/** The node that a local reference such as `#/components/schemas/Tag` points to. */
export function resolveReference(reference: string): unknown {
  const keys = reference
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/"));
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], contract);
}
