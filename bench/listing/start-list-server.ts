import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Starts the server of lists in another process; `delay` is how many milliseconds it takes for each answer. */
export async function startListServer(delay = 20) {
  const child = fork(join(import.meta.dirname, "server.ts"), [String(delay)]);
  const [address]: { port: number }[] = await once(child, "message");
  return { baseUrl: `http://127.0.0.1:${address?.port}`, stop: () => child.disconnect() };
}
