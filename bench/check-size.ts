import { readResult } from "./measure/result-file.ts";
import { measureSize, type Size } from "./size/bundle.ts";
import { listRuntimePackages } from "./size/runtime-packages.ts";

// Weight comes in small steps that nobody notices. This fails at a step, and names where it was taken.

const TOLERANCE = 0.05;
const SHOWN = 10;

/** All that may come with the client. A further one is a decision: decisions/0009-synchronous-hashes.md. */
const ALLOWED = ["@coc-executions/types", "@noble/hashes", "openapi-fetch", "openapi-typescript-helpers"];

function findGrowth(now: Size, recorded: Size): string[] {
  const growth = now.gzipped / recorded.gzipped - 1;
  console.log(`A program that lists one page: ${now.gzipped} bytes gzipped, ${recorded.gzipped} recorded.`);
  if (growth <= TOLERANCE) return [];
  const bytes = (name: string) => (now.inputs[name] ?? 0) - (recorded.inputs[name] ?? 0);
  const grown = Object.keys(now.inputs).filter((name) => bytes(name) > 0);
  const line = (name: string) => `  ${name}: ${now.inputs[name]} (${bytes(name) < 0 ? "" : "+"}${bytes(name)})`;
  return [
    [
      `It has grown by ${(growth * 100).toFixed(1)} %; ${TOLERANCE * 100} % pass. Bytes by file, minified:`,
      "What has grown most:",
      ...grown
        .sort((a, b) => bytes(b) - bytes(a))
        .slice(0, SHOWN)
        .map(line),
      "What weighs most:",
      ...Object.keys(now.inputs).slice(0, SHOWN).map(line),
      "Where it is worth its weight: run `npx --yes pnpm@12 bench size` and commit bench/results/size.json and size.md.",
    ].join("\n"),
  ];
}

function findForeignPackages(): string[] {
  return listRuntimePackages()
    .filter((name) => !ALLOWED.includes(name))
    .map(
      (name) => `${name} now comes with the client. Allowed are ${ALLOWED.join(", ")}; another one needs a decision.`,
    );
}

const recorded = readResult("size");
if (!isSize(recorded)) throw new Error("bench/results/size.json holds no size: run `npx --yes pnpm@12 bench size`.");
const faults = [...findGrowth(await measureSize(), recorded), ...findForeignPackages()];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function isSize(value: unknown): value is Size {
  return (
    typeof value === "object" &&
    value !== null &&
    "gzipped" in value &&
    typeof value.gzipped === "number" &&
    "inputs" in value
  );
}
