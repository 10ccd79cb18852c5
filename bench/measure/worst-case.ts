import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { oldestNode } from "./oldest-node.ts";
import { ratios, type Spread, spreadOf } from "./spread.ts";

/** A program that prints one figure, bundled for the oldest Node, which runs no TypeScript. */
export interface WorstCase {
  /** The version of that Node. */
  readonly version: string;
  /** Runs the program for each contender in turn, each time in a process of its own. */
  compare(contenders: readonly string[], words: readonly string[], rounds: number): Compared;
  stop(): void;
}

/** The figures of the first contender, and of the others as ratios to it within a round. */
interface Compared {
  readonly first: Spread;
  readonly ratios: readonly Spread[];
}

export async function prepareWorstCase(entryPoint: string): Promise<WorstCase> {
  const folder = mkdtempSync(join(import.meta.dirname, "..", ".cpu-"));
  const outfile = join(folder, "program.mjs");
  const node = oldestNode();
  await build({
    entryPoints: [entryPoint],
    ...{ outfile, bundle: true, platform: "node", format: "esm", external: ["undici"], logLevel: "error" },
  });
  const run = (words: readonly string[]) => Number(execFileSync(node, [outfile, ...words], { encoding: "utf8" }));
  return {
    version: execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
    compare(contenders, words, rounds) {
      const costs = contenders.map((name) => ({ name, figures: [] as number[] }));
      for (let round = 0; round < rounds; round++)
        for (const { name, figures } of round % 2 === 0 ? costs : costs.toReversed())
          figures.push(run([name, ...words]));
      const [first = [], ...others] = costs.map(({ figures }) => figures);
      return { first: spreadOf(first), ratios: others.map((figures) => ratios(figures, first)) };
    },
    stop: () => rmSync(folder, { recursive: true }),
  };
}
