import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Starts the server of lists in another process. */
export async function startListServer() {
  const child = fork(join(import.meta.dirname, "server.ts"));
  const [address]: { port: number }[] = await once(child, "message");
  return { baseUrl: `http://127.0.0.1:${address?.port}`, stop: () => child.disconnect() };
}
