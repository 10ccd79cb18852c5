import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeMachine } from "./machine.ts";

const folder = join(import.meta.dirname, "..", "results");

/** The parts of a page of results. */
export interface Result {
  /** Of the files: `results/<name>.json` and `results/<name>.md`. */
  readonly name: string;
  readonly title: string;
  /** What was measured, how, and what it shows. */
  readonly text: readonly string[];
  readonly tables: readonly Table[];
  /** The figures, for programs. */
  readonly figures: unknown;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const NOISE =
  "The machine was shared with other work while this ran. So trust the ratios, which are taken within a round, more than the times, and CPU time more than wall time. Each figure is a median, with the lowest and the highest in brackets.";

/** Writes a result for programs and for people, with the machine and the date. */
export function writeResult({ name, title, text, tables, figures }: Result): void {
  const machine = describeMachine();
  const date = new Date().toISOString().slice(0, 10);
  const { cpu, cores, memory_gib, system, node, load } = machine;
  const page = [
    `# ${title}`,
    `${date}, ${cpu}, ${cores} cores, ${memory_gib} GiB, ${system}, Node ${node}, load ${load} at the end. Made by \`npx --yes pnpm@12 bench ${name}\`.`,
    ...text,
    ...tables.flatMap((table) => [`## ${table.title}`, formatTable(table)]),
  ].join("\n\n");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ date, machine, ...Object(figures) }, null, 2)}\n`);
  writeFileSync(join(folder, `${name}.md`), `${page}\n`);
  console.log(`${page}\n`);
}

/** The first column holds words, the others figures. */
function formatTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
