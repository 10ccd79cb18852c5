import { Session } from "node:inspector/promises";
import { type ChargedFrame, chargeFrames } from "./measure/charge-frames.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { createReaders } from "./page/contenders.ts";
import { startServer } from "./page/start-server.ts";

// Where the time of one page over HTTP goes: a CPU profile, function by function.

const LIMIT = 10;
const CALLS = 8000;
const SHOWN = 25;

async function profile(call: () => Promise<unknown>): Promise<ChargedFrame[]> {
  for (let done = 0; done < CALLS / 4; done++) await call(); // compiled by then
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 100 });
  await session.post("Profiler.start");
  for (let done = 0; done < CALLS; done++) await call();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return chargeFrames(profile, CALLS);
}

const server = await startServer();
const profiles: { name: string; frames: ChargedFrame[] }[] = [];
for (const { name, call } of createReaders(LIMIT, server.baseUrl, fetch)) {
  profiles.push({ name, frames: await profile(call) });
}
server.stop();

writeResult({
  name: "profile",
  title: "Where the time of one page goes",
  text: [
    `${LIMIT} tickets over HTTP, as in \`page\`. A sample counts for the nearest function on the stack that is not Node's own: a function pays for what it asks of Node. What begins in Node's event loop, such as reading the socket, is Node's own.`,
    NOISE,
  ],
  tables: profiles.map(({ name, frames }) => ({
    title: name,
    columns: ["function", "µs a call", "of which its own code"],
    rows: frames.slice(0, SHOWN).map(({ frame, charged, own }) => [frame, charged.toFixed(1), own.toFixed(1)]),
  })),
  figures: { profiles: profiles.map(({ name, frames }) => ({ name, frames: frames.slice(0, SHOWN) })) },
});
