import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { writeResult } from "./measure/result-file.ts";

// The served mock under an hour's worth of calls and more: whether its memory comes to rest.

/** Of a program that makes a hundred calls a second. */
const HOUR_OF_CALLS = 360_000;
const ROUNDS = 10;
const CONNECTIONS = 8;

interface Memory {
  readonly heapUsed: number;
  readonly rss: number;
  readonly calls: number;
  readonly dropped: number;
}

const child = fork(join(import.meta.dirname, "soak/server.ts"), { execArgv: ["--expose-gc"] });
const [{ url }] = (await once(child, "message")) as [{ url: string }];

async function memory(): Promise<Memory> {
  child.send("memory");
  const [told] = (await once(child, "message")) as [Memory];
  return told;
}

let failures = 0;
async function call(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    try {
      const response = await fetch(`${url}/v1/executions?limit=10&offset=${(index * 10) % 1000}`);
      await response.text();
      if (!response.ok) failures++;
    } catch {
      failures++;
    }
  }
}

const measured: Memory[] = [await memory()];
for (let round = 0; round < ROUNDS; round++) {
  const each = HOUR_OF_CALLS / ROUNDS / CONNECTIONS;
  await Promise.all(Array.from({ length: CONNECTIONS }, () => call(each)));
  measured.push(await memory());
}
child.disconnect();

const MIB = 1024 * 1024;
writeResult({
  name: "soak",
  title: "An hour's worth of calls",
  text: [
    `The served mock, with a list that lives and 4 % of its answers failing, gets ${HOUR_OF_CALLS.toLocaleString("en")} calls over ${CONNECTIONS} connections: an hour of a program that makes a hundred a second. Its heap, after a collection, grows until the log holds its 100,000 calls, and then no more. ${failures.toLocaleString("en")} answers were to fail and did.`,
  ],
  tables: [
    {
      title: "Memory",
      columns: ["calls so far", "calls kept", "calls dropped", "heap, MiB", "resident, MiB"],
      rows: measured.map(({ heapUsed, rss, calls, dropped }) => [
        (calls + dropped).toLocaleString("en"),
        calls.toLocaleString("en"),
        dropped.toLocaleString("en"),
        (heapUsed / MIB).toFixed(0),
        (rss / MIB).toFixed(0),
      ]),
    },
  ],
  figures: { failures, measured },
});
