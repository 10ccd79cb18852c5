import { join } from "node:path";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { formatSpread } from "./measure/spread.ts";
import { prepareWorstCase } from "./measure/worst-case.ts";
import { LIMITS } from "./page/answer.ts";
import { startServer } from "./page/start-server.ts";

// The CPU of a page in the way that is worst for the client: one after another, on the oldest Node, each reader in a process of its own.

const ROUNDS = 9;
const READERS = ["bare", "unsigned", "client"];

const server = await startServer();
const program = await prepareWorstCase(join(import.meta.dirname, "page", "cpu.ts"));
const measured = LIMITS.map((limit) => ({
  limit,
  ...program.compare(READERS, [server.baseUrl, String(limit), String(limit < 1000 ? 3000 : 600)], ROUNDS),
}));
const nodes = [10, 100].map((limit) => ({
  limit,
  ...program.compare(["unsigned", "client", "node"], [server.baseUrl, String(limit), "3000"], ROUNDS),
}));
const one = program.compare(["client", "get"], [server.baseUrl, "1", "3000"], ROUNDS);
program.stop();
server.stop();

writeResult({
  name: "page-cpu",
  title: "The CPU of a page, where it shows most",
  text: [
    `One signed page after another, with all seven filters, over HTTP on Node ${program.version}; each reader in a process of its own. CPU is that of the whole process, after a third as many pages that are not counted. \`page\` measures eight pages at a time on a newer Node, which is kinder.`,
    "The ratios are to openapi-fetch with a bare signer. The aim is 1.05.",
    NOISE,
  ],
  tables: [
    {
      title: "CPU",
      columns: ["tickets", "openapi-fetch, bare signer, µs", "`fetch` alone, not signed", "the client's `listPage`"],
      rows: measured.map(({ limit, first, ratios: [unsigned, client] }) => [
        String(limit),
        formatSpread(first, 0),
        ...[unsigned, client].map((spread) => (spread === undefined ? "" : formatSpread(spread, 2))),
      ]),
    },
    {
      title: "With `nodeFetch`, to bare `fetch` that is not signed",
      columns: ["tickets", "bare `fetch`, µs", "the client's `listPage`", "the same with `nodeFetch`"],
      rows: nodes.map(({ limit, first, ratios }) => [
        String(limit),
        formatSpread(first, 0),
        ...ratios.map((spread) => formatSpread(spread, 2)),
      ]),
    },
    {
      title: "One ticket",
      columns: ["", "`listPage` of one ticket, µs", "`get`, to that"],
      rows: [["1", formatSpread(one.first, 0), ...one.ratios.map((spread) => formatSpread(spread, 2))]],
    },
  ],
  figures: { one, nodes, node: program.version, measured },
});
