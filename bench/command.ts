import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startListServer } from "./listing/start-list-server.ts";
import { writeResult } from "./measure/result-file.ts";
import { spreadOf } from "./measure/spread.ts";

// The command as its users run it, beside a loop of curl and jq that does the same without signing: whole processes, on Linux.

const DELAY = 5;
const ROUNDS = 3;
const BIN = join(import.meta.dirname, "../packages/cli/dist/bin.js");
const env = { ...process.env, HUAWEICLOUD_SDK_AK: "BENCH", HUAWEICLOUD_SDK_SK: "bench-secret" };

interface Run {
  /** Milliseconds to the first byte of stdout, and to the end. */
  readonly first: number;
  readonly whole: number;
  /** Mebibytes. */
  readonly memory: number;
}

async function time(command: string, words: readonly string[]): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(command, words, { env, stdio: ["ignore", "pipe", "ignore"] });
  let [first, memory] = [0, 0];
  const look = setInterval(() => {
    memory = Math.max(memory, readMemory(child.pid));
  }, 20);
  child.stdout.on("data", () => {
    first ||= performance.now() - startedAt;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${code}`);
  return { first, whole: performance.now() - startedAt, memory };
}

function readMemory(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const { baseUrl, stop } = await startListServer(DELAY);
const list = (format: string) => (length: number) =>
  time("node", [BIN, "list", "--base-url", baseUrl, "--creator", String(length), "-o", format]);
const loop = (length: number) =>
  time("bash", [
    "-c",
    `offset=0; while [ $offset -lt ${length} ]; do curl -s "${baseUrl}/v1/executions?creator=${length}&limit=100&offset=$offset" | jq -c '.data[]'; offset=$((offset+100)); done`,
  ]);
const contenders: [name: string, lengths: number[], run: (length: number) => Promise<Run>][] = [
  ["`list` as a table", [20_000, 200_000], list("table")],
  ["`list -o csv`", [20_000, 200_000], list("csv")],
  ["`list -o ndjson`", [20_000, 200_000], list("ndjson")],
  ["curl and jq, not signed", [20_000], loop],
];

const measured = [];
for (const [name, lengths, run] of contenders)
  for (const length of lengths) {
    const runs: Run[] = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await run(length));
    const median = (pick: (one: Run) => number) => spreadOf(runs.map(pick)).median;
    measured.push({
      name,
      length,
      first: median((one) => one.first),
      whole: median((one) => one.whole),
      memory: median((one) => one.memory),
    });
  }
stop();

writeResult({
  name: "command",
  title: "The command as its users run it",
  text: [
    `Whole processes, from the start of Node to the end, against a server that takes ${DELAY} ms for an answer of 100 tickets. Medians of ${ROUNDS} runs. The memory of the loop is that of its shell alone. The memory of a list grows by the ids that exactness has to remember.`,
  ],
  tables: [
    {
      title: "Lists",
      columns: ["", "tickets", "first row, ms", "whole, s", "memory, MiB"],
      rows: measured.map(({ name, length, first, whole, memory }) => [
        name,
        String(length),
        String(Math.round(first)),
        (whole / 1000).toFixed(2),
        String(Math.round(memory)),
      ]),
    },
  ],
  figures: { measured },
});
