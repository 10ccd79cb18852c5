import { equal } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  type Job,
  type ReadList,
  readBarely,
  readBarelyById,
  readLeast,
  readPages,
  readRows,
} from "./listing/readers.ts";
import { startListServer } from "./listing/start-list-server.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread, ratios, type Spread, spreadOf } from "./measure/spread.ts";

// What a whole listing costs: its time over HTTP beside bare `fetch` with as many in flight, and its own work and memory.

const ROUNDS = 3;

interface Timed {
  readonly rows: number;
  readonly pageSize: number;
  readonly inFlight: number;
  /** Seconds of bare `fetch`. */
  readonly bare: Spread;
  /** The time of each reader, as a ratio to that. */
  readonly ratios: readonly Spread[];
}

const READERS: readonly ReadList[] = [readBarely, readBarelyById, readLeast, readPages, readRows];

async function seconds(read: ReadList, job: Job): Promise<number> {
  const begun = performance.now();
  equal(await read(job), job.rows);
  return (performance.now() - begun) / 1000;
}

async function time(job: Job): Promise<Timed> {
  const times = READERS.map((read) => ({ read, taken: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { read, taken } of round % 2 === 0 ? times : times.toReversed()) taken.push(await seconds(read, job));
  }
  const [bare = [], ...others] = times.map(({ taken }) => taken);
  const { rows, pageSize, inFlight } = job;
  return { rows, pageSize, inFlight, bare: spreadOf(bare), ratios: others.map((taken) => ratios(taken, bare)) };
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
// Until all of it is compiled.
for (const read of [READERS, READERS, READERS].flat()) {
  await read({ baseUrl, rows: 10_000, pageSize: 100, inFlight: 16 });
}
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
    "Over HTTP on this machine, from a server in another process that takes 20 ms for each answer; beside it bare `fetch` that keeps as many requests in flight, neither signed nor checked, with pages that do not overlap. The tickets are those of the testkit. The aim is 1.05 times its time.",
    "The ratios are to bare `fetch`. The first is what it takes bare `fetch` to put each id into a `Set`: who is to notice a repeat has to remember every row, and where answers come about as fast as they can be parsed, that is time. The second is the least that reads exactly: ids in a `Set`, pages that overlap by a ticket, requests signed by a bare signer, and nothing else.",
    "The work and the memory of the walk alone: pages of 100 from a function, whose own work is taken off, rows not kept. Kept is what the heap holds for each row that was seen: its id, by which a repeat is known.",
    NOISE,
  ],
  tables: [
    {
      title: "Time",
      columns: [
        ...["tickets, page size, in flight", "bare fetch, s"],
        ...["with ids remembered", "the least that is exact"],
        ...["the client, page by page", "the client, row by row"],
      ],
      rows: timed.map(({ rows, pageSize, inFlight, bare, ratios }) => [
        `${rows}, ${pageSize}, ${inFlight}`,
        ...[bare, ...ratios].map((spread) => formatSpread(spread, 2)),
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
