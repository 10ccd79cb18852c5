import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { startListServer } from "./listing/start-list-server.ts";
import { oldestNode } from "./measure/oldest-node.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread, ratios, spreadOf } from "./measure/spread.ts";

// The CPU of a whole listing in the way that is worst for the client: on the oldest Node, from a server that does not wait, so that
// nothing is hidden by the network, and each reader in a process of its own.

const ROUNDS = 5;
const ROWS = 20_000;
const READERS = ["readLeast", "readWithOpenapiFetch", "readPages", "readRows"] as const;

const folder = mkdtempSync(join(import.meta.dirname, ".cpu-"));
const outfile = join(folder, "cpu.mjs");
const node = oldestNode();
const server = await startListServer(0);

interface Job {
  readonly pageSize: number;
  readonly inFlight: number;
}

/** Microseconds of CPU a row. */
function cpuOf(reader: string, { pageSize, inFlight }: Job): number {
  const words = [outfile, reader, server.baseUrl, String(ROWS), String(pageSize), String(inFlight)];
  return Number(execFileSync(node, words, { encoding: "utf8" }));
}

function measure(job: Job) {
  const costs = READERS.map((reader) => ({ reader, cpu: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { reader, cpu } of round % 2 === 0 ? costs : costs.toReversed()) cpu.push(cpuOf(reader, job));
  }
  const [least = [], ...others] = costs.map(({ cpu }) => cpu);
  return { ...job, least: spreadOf(least), ratios: others.map((cpu) => ratios(cpu, least)) };
}

try {
  await build({
    entryPoints: [join(import.meta.dirname, "listing", "cpu.ts")],
    ...{ outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" },
  });
  const measured = [100, 1000].flatMap((pageSize) => [1, 8].map((inFlight) => measure({ pageSize, inFlight })));
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  writeResult({
    name: "listing-cpu",
    title: "The CPU of a whole list, where it shows most",
    text: [
      `${ROWS} tickets over HTTP on Node ${version}, from a server in another process that answers at once; each reader in a process of its own, one after the other. CPU is that of the whole process, the collector's threads included, after a list of the same length that is not counted.`,
      "The ratios are to the least that reads exactly: `fetch`, ids in a `Set`, pages that overlap by a ticket, requests signed by a bare signer, and nothing else. The aim is 1.1.",
      NOISE,
    ],
    tables: [
      {
        title: "CPU",
        columns: [
          ...["page size, in flight", "the least that is exact, µs a row", "the same on openapi-fetch"],
          ...["the client, page by page", "the client, row by row"],
        ],
        rows: measured.map(({ pageSize, inFlight, least, ratios }) => [
          `${pageSize}, ${inFlight}`,
          ...[least, ...ratios].map((spread) => formatSpread(spread, 2)),
        ]),
      },
    ],
    figures: { node: version, measured },
  });
} finally {
  server.stop();
  rmSync(folder, { recursive: true });
}
