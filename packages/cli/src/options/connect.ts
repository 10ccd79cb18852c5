import { accessKey, type CocClient, createClient, endpoints } from "@coc-executions/client";
import { nodeFetch } from "@coc-executions/client/node";
import { type Io, write } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { readCredentials } from "./credentials.ts";
import type { ConnectionOptions } from "./definitions.ts";
import { observeFor } from "./observe.ts";

/** A client, and what to call when it is no longer needed. */
interface Connection {
  readonly client: CocClient;
  close(): Promise<void>;
}

/** Connects to the service, or to the mock API that `--demo` starts, for as long as `work` takes. */
export async function withConnection<T>(
  options: ConnectionOptions,
  io: Io,
  work: (client: CocClient) => Promise<T>,
): Promise<T> {
  const { client, close } = await connect(options, io);
  try {
    return await work(client);
  } finally {
    await close();
  }
}

async function connect(options: ConnectionOptions, io: Io): Promise<Connection> {
  const { demo, timeout } = options;
  requireOneTarget(options);
  const settings = { timeout, observe: observeFor(options, io), fetch: nodeFetch({ env: io.env }) };
  if (demo) {
    const { startDemo } = await import("../demo.ts");
    const { url, auth, close } = await startDemo();
    await write(io.stderr, `Demo: these tickets are made up. They come from a mock of the service at ${url}.\n\n`);
    return { client: createClient({ ...settings, baseUrl: url, auth, fetch: undefined }), close };
  }
  const address = addressOf(options, io);
  const auth = accessKey(await readCredentials(options, io));
  return { client: createClient({ ...settings, baseUrl: address, auth }), close: async () => {} };
}

/** @throws {UsageError} if two options name a service. */
export function requireOneTarget({ site, baseUrl, demo }: ConnectionOptions): void {
  const given = [demo && "--demo", site && "--site", baseUrl && "--base-url"].filter(Boolean);
  if (given.length > 1) throw new UsageError(`Use only one of ${given.join(" and ")}.`);
}

/** The address of the service. @throws {UsageError} if nothing names one. */
export function addressOf({ site, baseUrl }: ConnectionOptions, { env }: Io): string {
  const address = baseUrl ?? (site === undefined ? env.COC_BASE_URL : endpoints[site]);
  if (address) return address;
  const sites = Object.keys(endpoints).join(", ");
  throw new UsageError(`Say which service to ask: --site (${sites}) or --base-url; or try it with --demo.`);
}
