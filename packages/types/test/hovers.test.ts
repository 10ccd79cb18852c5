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

const names = [
  ...["Execution", "ExecutionParameter", "Tag", "ExecutionTarget", "ExecutionStep", "ExecutionInstance", "ErrorBody"],
  ...["ListExecutionsQuery", "ListExecutionsResponse", "GetExecutionResponse", "ListExecutionStepsQuery"],
  ...["ListExecutionStepsResponse", "ListExecutionInstancesQuery", "ListExecutionInstancesResponse"],
];

test.each(names)("an editor says what each field of %s means", { timeout: 60_000 }, (name) => {
  const hovers = readHovers(name);
  expect(hovers).not.toEqual([]);
  expect(hovers.filter(([, text]) => text === "")).toEqual([]);
});

test("times say their unit where they are read", { timeout: 60_000 }, () => {
  const withTimes = ["Execution", "ExecutionStep", "ExecutionInstance", "ListExecutionsQuery"];
  const times = withTimes.flatMap(readHovers).filter(([field]) => field.endsWith("_time"));
  expect(times).toHaveLength(9);
  for (const [field, text] of times) expect(text, field).toMatch(/milliseconds/i);
});
