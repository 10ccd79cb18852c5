import { join } from "node:path";
import { startListServer } from "./listing/start-list-server.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread } from "./measure/spread.ts";
import { prepareWorstCase } from "./measure/worst-case.ts";

// The CPU of a whole listing in the way that is worst for the client: on the oldest Node, from a server that does not wait, so that
// nothing is hidden by the network, and each reader in a process of its own.

const ROUNDS = 7;
const ROWS = 20_000;
const READERS = ["readLeast", "readWithOpenapiFetch", "readPages", "readRows"];

const server = await startListServer(0);
const program = await prepareWorstCase(join(import.meta.dirname, "listing", "cpu.ts"));
const measured = [100, 1000].flatMap((pageSize) =>
  [1, 8].map((inFlight) => ({
    pageSize,
    inFlight,
    ...program.compare(READERS, [server.baseUrl, String(ROWS), String(pageSize), String(inFlight)], ROUNDS),
  })),
);
program.stop();
server.stop();

writeResult({
  name: "listing-cpu",
  title: "The CPU of a whole list, where it shows most",
  text: [
    `${ROWS} tickets over HTTP on Node ${program.version}, from a server in another process that answers at once; each reader in a process of its own, one after the other. CPU is that of the whole process, the collector's threads included, after a list of the same length that is not counted.`,
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
      rows: measured.map(({ pageSize, inFlight, first, ratios }) => [
        `${pageSize}, ${inFlight}`,
        ...[first, ...ratios].map((spread) => formatSpread(spread, 2)),
      ]),
    },
  ],
  figures: { node: program.version, measured },
});
