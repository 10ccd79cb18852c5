import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { generateTypes, inlineShared, type Shared } from "../../packages/types/scripts/generate-types.ts";
import type { Change } from "./bump.ts";
import { compareOperations } from "./compare-operations.ts";
import { compareRequests } from "./compare-requests.ts";
import { compareTypes } from "./compare-types.ts";
import { compareWire } from "./compare-wire.ts";

/** What users notice when one contract takes the place of another. Both are files; no change means that only words differ. */
export async function compareContracts(before: string, after: string): Promise<Change[]> {
  const [old, fresh] = [await readContract(before), await readContract(after)];
  // First, because it says what is wrong with a contract that does not hold together.
  const onTheWire = await compareWire(before, after);
  const operations = compareOperations(old, fresh);
  const inTheTypes = compareTypes(await generateInlined(before), await generateInlined(after));
  const isTold = ({ path }: Change) => operations.some(({ names }) => names.includes(path));
  const changes = [
    ...operations.map(({ change }) => change),
    ...inTheTypes.filter((change) => !isTold(change)),
    ...findLostNames(old, fresh),
    ...onTheWire,
    ...compareRequests(old, fresh),
  ];
  const asksForMore = changes.some(({ bump }) => bump !== "patch");
  if (asksForMore || canonical(old) === canonical(fresh)) return changes;
  return [
    ...changes,
    { bump: "minor", path: "The contract", words: "differs in more than words, in a way that no rule names" },
  ];
}

/** With what is shared in its place: a response that moves under `components` changes nothing for users. */
function generateInlined(file: string): Promise<string> {
  return generateTypes(pathToFileURL(file), SHARED);
}

const SHARED: readonly Shared[] = ["headers", "responses", "parameters"];

/** What users can name as `components["responses"]["…"]` and no longer can. */
function findLostNames(before: unknown, after: unknown): Change[] {
  const namesOf = (contract: unknown, kind: string) =>
    Object.keys(Object(Reflect.get(Object(Reflect.get(Object(contract), "components")), kind)));
  return ["responses", "parameters"].flatMap((kind) => {
    const fresh = namesOf(after, kind);
    const lost = namesOf(before, kind).filter((name) => !fresh.includes(name));
    return lost.map((name): Change => ({ bump: "major", path: `${kind}.${name}`, words: "is gone" }));
  });
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

/** What a contract means, as a text that is the same for the same meaning. */
function canonical(contract: unknown): string {
  return JSON.stringify(withoutWords(inlineShared(contract as Parameters<typeof inlineShared>[0], SHARED)));
}

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
