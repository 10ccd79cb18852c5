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
import { fromProfile } from "@coc-executions/client/node";
import { type Command, Option } from "commander";
import { startDemo } from "../demo.ts";
import { type Io, write } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** Where the tickets come from, as the user said it. */
export interface WhereToOptions {
  readonly site?: keyof typeof endpoints;
  readonly baseUrl?: string;
  readonly demo?: true;
}

/** A client, and what to call when it is no longer needed. */
export interface Connection {
  readonly client: CocClient;
  close(): Promise<void>;
}

/** Adds the options that say which service to ask. */
export function addWhereToOptions(command: Command): Command {
  return command
    .addOption(new Option("--site <site>", "the site that your account belongs to").choices(Object.keys(endpoints)))
    .option("--base-url <url>", "the address of the service, instead of a site (also COC_BASE_URL)")
    .option("--demo", "read from an embedded mock of the service, without an account");
}

/** Connects to the service, or to the mock API that `--demo` starts. */
export async function connect({ site, baseUrl, demo }: WhereToOptions, io: Io): Promise<Connection> {
  const given = [demo && "--demo", site && "--site", baseUrl && "--base-url"].filter(Boolean);
  if (given.length > 1) throw new UsageError(`Use only one of ${given.join(" and ")}.`);
  if (demo) {
    const { url, auth, close } = await startDemo();
    await write(io.stderr, `Demo: these tickets are made up. They come from a mock of the service at ${url}.\n\n`);
    return { client: createClient({ baseUrl: url, auth }), close };
  }
  const address = baseUrl ?? (site === undefined ? io.env.COC_BASE_URL : endpoints[site]);
  if (!address) {
    const sites = Object.keys(endpoints).join(", ");
    throw new UsageError(`Say which service to ask: --site (${sites}) or --base-url; or try it with --demo.`);
  }
  const auth = accessKey(await readCredentials(io));
  return { client: createClient({ baseUrl: address, auth }), close: async () => {} };
}

/** An empty HOME is none: it would lead to the working directory. */
function profileOf(home: string | undefined): string {
  return join(home || userInfo().homedir, ".huaweicloud", "credentials");
}

/** From the environment, else from the vendor's profile file. Asked before anything is sent, so that their lack is wrong usage. */
async function readCredentials({ env, signal }: Io): Promise<Credentials> {
  const inEnvironment = Boolean(env.HUAWEICLOUD_SDK_AK || env.HUAWEICLOUD_SDK_SK);
  const named = env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || undefined;
  const file = named ?? profileOf(env.HOME);
  const provider =
    inEnvironment || (named === undefined && !existsSync(file)) ? fromEnvironment(env) : fromProfile({ file });
  try {
    return await provider({ signal });
  } catch (error) {
    if (!isInvalidArgumentError(error)) throw error;
    const otherwise = inEnvironment ? "" : ` A file ${file} will do as well.`;
    throw new UsageError(`${error.message}${otherwise} Or try it with --demo.`);
  }
}
