import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import {
  accessKey,
  type CocClient,
  type Credentials,
  createClient,
  endpoints,
  fromEnvironment,
  isInvalidArgumentError,
} from "@coc-executions/client";
import { fromProfile, nodeFetch } from "@coc-executions/client/node";
import { type Io, write } from "../io.ts";
import { UsageError } from "../usage-error.ts";
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
  const { site, baseUrl, demo, timeout } = options;
  const given = [demo && "--demo", site && "--site", baseUrl && "--base-url"].filter(Boolean);
  if (given.length > 1) throw new UsageError(`Use only one of ${given.join(" and ")}.`);
  const settings = { timeout, observe: observeFor(options, io), fetch: nodeFetch({ env: io.env }) };
  if (demo) {
    const { startDemo } = await import("../demo.ts");
    const { url, auth, close } = await startDemo();
    await write(io.stderr, `Demo: these tickets are made up. They come from a mock of the service at ${url}.\n\n`);
    return { client: createClient({ ...settings, baseUrl: url, auth, fetch: undefined }), close };
  }
  const address = baseUrl ?? (site === undefined ? io.env.COC_BASE_URL : endpoints[site]);
  if (!address) {
    const sites = Object.keys(endpoints).join(", ");
    throw new UsageError(`Say which service to ask: --site (${sites}) or --base-url; or try it with --demo.`);
  }
  const auth = accessKey(await readCredentials(options, io));
  return { client: createClient({ ...settings, baseUrl: address, auth }), close: async () => {} };
}

/** An empty HOME is none: it would lead to the working directory. */
function profileOf(home: string | undefined): string {
  return join(home || userInfo().homedir, ".huaweicloud", "credentials");
}

/** From the environment, else from the vendor's profile file. Asked before anything is sent, so that their lack is wrong usage. */
async function readCredentials({ profile }: ConnectionOptions, { env, signal }: Io): Promise<Credentials> {
  const inEnvironment = profile === undefined && Boolean(env.HUAWEICLOUD_SDK_AK || env.HUAWEICLOUD_SDK_SK);
  const named = env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || undefined;
  const file = named ?? profileOf(env.HOME);
  const fromFile = profile !== undefined || named !== undefined || existsSync(file);
  const provider = inEnvironment || !fromFile ? fromEnvironment(env) : fromProfile({ file, section: profile });
  try {
    return await provider({ signal });
  } catch (error) {
    if (!isInvalidArgumentError(error)) throw error;
    const otherwise = inEnvironment ? "" : ` A file ${file} will do as well.`;
    throw new UsageError(`${error.message}${otherwise} Or try it with --demo.`);
  }
}
