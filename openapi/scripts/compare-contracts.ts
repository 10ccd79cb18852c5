import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { generateTypes } from "../../packages/types/scripts/generate-types.ts";
import type { Change } from "./bump.ts";
import { compareRequests } from "./compare-requests.ts";
import { compareTypes } from "./compare-types.ts";
import { compareWire } from "./compare-wire.ts";

/** What users notice when one contract takes the place of another. Both are files; no change means that only words differ. */
export async function compareContracts(before: string, after: string): Promise<Change[]> {
  const [old, fresh] = [await readContract(before), await readContract(after)];
  // First, because it says what is wrong with a contract that does not hold together.
  const onTheWire = await compareWire(before, after);
  const inTheTypes = compareTypes(
    await generateTypes(pathToFileURL(before)),
    await generateTypes(pathToFileURL(after)),
  );
  const changes = [...inTheTypes, ...onTheWire, ...compareRequests(old, fresh)];
  const isTold = changes.some(({ bump }) => bump !== "patch");
  if (isTold || JSON.stringify(withoutWords(old)) === JSON.stringify(withoutWords(fresh))) return changes;
  return [
    ...changes,
    { bump: "minor", path: "The contract", words: "differs in more than words, in a way that no rule names" },
  ];
}

/** Says in one sentence what is wrong with a file that is no contract. */
async function readContract(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. The contract that is compared has to be there.`);
  });
  let contract: unknown;
  try {
    contract = parse(text);
  } catch (error) {
    throw new Error(`${file} is not YAML: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof contract !== "object" || contract === null || !("openapi" in contract)) {
    throw new Error(`${file} is not an OpenAPI contract: it has no "openapi" at its top.`);
  }
  return contract;
}

// What only people read, and where a key is a name that an author gave: a field may be called `title`.
const WORDS = ["description", "summary", "example", "examples", "title", "externalDocs", "info", "tags"];
const NAMED = ["properties", "schemas", "parameters", "responses", "headers", "securitySchemes"];

/** The contract without its words, in one order, so that two can be compared. */
function withoutWords(node: unknown, hasNames = false): unknown {
  // A list of names is a set: required fields, known values, the types that a value may have.
  if (Array.isArray(node)) return node.every(isText) ? node.toSorted() : node.map((child) => withoutWords(child));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => hasNames || !WORDS.includes(key))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, child]) => [key, withoutWords(child, !hasNames && NAMED.includes(key))]),
  );
}

const isText = (value: unknown): value is string => typeof value === "string";
