import { equal } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Job, readBarely, readByClient } from "./listing/readers.ts";
import { startListServer } from "./listing/start-list-server.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread, ratios, type Spread, spreadOf } from "./measure/spread.ts";

// What a whole listing costs: its time over HTTP beside bare `fetch` with as many in flight, and its own work and memory.

const ROUNDS = 3;

interface Timed {
  readonly rows: number;
  readonly pageSize: number;
  readonly inFlight: number;
  readonly bare: Spread;
  readonly client: Spread;
  readonly ratio: Spread;
}

async function seconds(read: (job: Job) => Promise<number>, job: Job): Promise<number> {
  const begun = performance.now();
  equal(await read(job), job.rows);
  return (performance.now() - begun) / 1000;
}

async function time(job: Job): Promise<Timed> {
  const bare: number[] = [];
  const client: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const first = round % 2 === 0;
    if (first) bare.push(await seconds(readBarely, job));
    client.push(await seconds(readByClient, job));
    if (!first) bare.push(await seconds(readBarely, job));
  }
  const { rows, pageSize, inFlight } = job;
  return { rows, pageSize, inFlight, bare: spreadOf(bare), client: spreadOf(client), ratio: ratios(client, bare) };
}

interface Memory {
  readonly rows: number;
  readonly cpuPerRow: number;
  readonly peak: number;
  readonly kept: number;
}

function measureMemory(rows: number): Memory {
  const words = ["--expose-gc", join(import.meta.dirname, "listing", "memory.ts"), String(rows)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }));
}

const server = await startListServer();
const { baseUrl } = server;
await readByClient({ baseUrl, rows: 10_000, pageSize: 100, inFlight: 16 }); // compiled by then
const timed: Timed[] = [];
for (const rows of [10_000, 100_000])
  for (const pageSize of [100, 1000])
    for (const inFlight of [1, 4, 8, 16]) {
      timed.push(await time({ baseUrl, rows, pageSize, inFlight }));
    }
server.stop();
const memory = [10_000, 100_000, 1_000_000].map(measureMemory);

writeResult({
  name: "listing",
  title: "Reading a whole list",
  text: [
    "Over HTTP on this machine, from a server in another process that takes 20 ms for each answer; beside it bare `fetch` that keeps as many requests in flight, neither signed nor checked, with pages that do not overlap. The aim is 1.05 times its time.",
    "The work and the memory of the walk alone: pages of 100 from a function, rows not kept. Kept is what the heap holds for each row that was seen: its id, by which a repeat is known.",
    NOISE,
  ],
  tables: [
    {
      title: "Time",
      columns: ["tickets, page size, in flight", "bare fetch, s", "client, s", "ratio"],
      rows: timed.map(({ rows, pageSize, inFlight, bare, client, ratio }) => [
        `${rows}, ${pageSize}, ${inFlight}`,
        ...[formatSpread(bare, 2), formatSpread(client, 2), formatSpread(ratio, 2)],
      ]),
    },
    {
      title: "Work and memory of the walk",
      columns: ["rows", "CPU µs a row", "highest memory, MiB", "kept, bytes a row"],
      rows: memory.map(({ rows, cpuPerRow, peak, kept }) => [
        ...[String(rows), cpuPerRow.toFixed(2), peak.toFixed(0), kept.toFixed(0)],
      ]),
    },
  ],
  figures: { timed, memory },
});
