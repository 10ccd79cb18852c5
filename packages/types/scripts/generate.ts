// Writes src/generated/coc-executions.ts from the contract; with --check it only compares, and fails when the file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { generateTypes } from "./generate-types.ts";

const contract = new URL("../../../openapi/coc-executions.yaml", import.meta.url);
const target = new URL("../src/generated/coc-executions.ts", import.meta.url);

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const wanted = await generateTypes(contract);

if (!values.check) {
  await writeFile(target, wanted);
} else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
  console.error(
    "packages/types/src/generated/coc-executions.ts is not what the contract says. Run: npx --yes pnpm@12 generate",
  );
  process.exitCode = 1;
}
