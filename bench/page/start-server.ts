import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface PageServer {
  readonly baseUrl: string;
  stop(): void;
}

/** Starts the server of pages in another process. */
export async function startServer(): Promise<PageServer> {
  const child = fork(join(import.meta.dirname, "server.ts"));
  const [address]: { port: number }[] = await once(child, "message");
  return { baseUrl: `http://127.0.0.1:${address?.port}`, stop: () => child.disconnect() };
}
