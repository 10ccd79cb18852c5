import type { Figures } from "./compare.ts";
import type { Table } from "./result-file.ts";
import { formatSpread } from "./spread.ts";

/** One line a contender; the first is what the others are compared with. */
export function figuresTable(title: string, figures: readonly Figures[]): Table {
  return {
    title,
    columns: ["", "CPU µs a call", "ratio", "wall µs a call", "ratio"],
    rows: figures.map(({ name, cpu, cpuRatio, wall, wallRatio }, index) => [
      name,
      formatSpread(cpu, 1),
      index === 0 ? "1" : formatSpread(cpuRatio, 2),
      formatSpread(wall, 1),
      index === 0 ? "1" : formatSpread(wallRatio, 2),
    ]),
  };
}
