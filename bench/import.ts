import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread, type Spread, spreadOf } from "./measure/spread.ts";

// What importing the built client adds to the start of a program, each time in a fresh process.

const ROUNDS = 25;
const MODULES = [
  { name: "an empty module", specifier: "./empty.ts" },
  { name: "openapi-fetch", specifier: "openapi-fetch" },
  { name: "@coc-executions/client/signing", specifier: "@coc-executions/client/signing" },
  { name: "@coc-executions/client", specifier: "@coc-executions/client" },
];

interface Cost {
  readonly cpu: number;
  readonly wall: number;
  readonly files: number;
}

function load(specifier: string, mode = "time"): Cost {
  const program = join(import.meta.dirname, "import", "load.ts");
  return JSON.parse(execFileSync(process.execPath, [program, specifier, mode], { encoding: "utf8" }));
}

const measured = MODULES.map((module) => ({ ...module, costs: [] as Cost[] }));
for (let round = 0; round < ROUNDS; round++) {
  for (const { specifier, costs } of measured) costs.push(load(specifier));
}

const figures = measured.map(({ name, specifier, costs }) => ({
  name,
  files: load(specifier, "count").files,
  cpu: spreadOf(costs.map(({ cpu }) => cpu)),
  wall: spreadOf(costs.map(({ wall }) => wall)),
}));

const format = (spread: Spread) => formatSpread(spread, 1);
writeResult({
  name: "import",
  title: "Importing the client",
  text: [
    `Milliseconds from \`import()\` to its end in a fresh process whose files are in the system's cache, ${ROUNDS} rounds, one module after the other in each. An empty module shows what the loader costs by itself.`,
    NOISE,
  ],
  tables: [
    {
      title: "Time and files",
      columns: ["", "files", "CPU ms", "wall ms"],
      rows: figures.map(({ name, files, cpu, wall }) => [name, String(files), format(cpu), format(wall)]),
    },
  ],
  figures: { modules: figures },
});
