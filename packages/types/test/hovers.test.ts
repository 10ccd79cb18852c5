import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const program = ts.createProgram([index], {
  module: ts.ModuleKind.NodeNext,
  strict: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
});
const checker = program.getTypeChecker();

/** What an editor shows for each field of an exported type. */
function readHovers(name: string): [field: string, text: string][] {
  const module = program.getSourceFile(index);
  const symbols = module === undefined ? [] : checker.getExportsOfModule(checker.getSymbolAtLocation(module) ?? fail());
  const type = checker.getDeclaredTypeOfSymbol(symbols.find((symbol) => symbol.name === name) ?? fail());
  return checker.getPropertiesOfType(type).map((field) => {
    const description = field.getJsDocTags(checker).find((tag) => tag.name === "description");
    return [field.name, ts.displayPartsToString(description?.text)];
  });
}

function fail(): never {
  throw new Error("src/index.ts exports no such type.");
}

const counts: [name: string, fields: number][] = [
  ["Execution", 18],
  ["ListExecutionsQuery", 9],
  ["ListExecutionsResponse", 4],
  ["ExecutionStep", 10],
  ["ExecutionInstance", 8],
  ["GetExecutionResponse", 3],
  ["ListExecutionStepsQuery", 3],
  ["ListExecutionStepsResponse", 4],
  ["ListExecutionInstancesQuery", 3],
  ["ListExecutionInstancesResponse", 4],
  ["ErrorBody", 3],
  ["ExecutionParameter", 2],
  ["Tag", 2],
  ["ExecutionTarget", 2],
];

test.each(counts)("an editor says what each field of %s means", { timeout: 60_000 }, (name, fields) => {
  const hovers = readHovers(name);
  expect(hovers).toHaveLength(fields);
  expect(hovers.filter(([, text]) => text === "")).toEqual([]);
});

test("times say their unit where they are read", { timeout: 60_000 }, () => {
  const names = ["Execution", "ExecutionStep", "ExecutionInstance", "ListExecutionsQuery"];
  const times = names.flatMap(readHovers).filter(([field]) => field.endsWith("_time"));
  expect(times).toHaveLength(9);
  for (const [field, text] of times) expect(text, field).toMatch(/milliseconds/i);
});
