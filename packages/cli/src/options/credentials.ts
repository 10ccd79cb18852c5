import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type Credentials, fromEnvironment, isInvalidArgumentError } from "@coc-executions/client";
import { fromProfile } from "@coc-executions/client/node";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import type { ConnectionOptions } from "./definitions.ts";

/** The vendor's profile file. An empty HOME is none: it would lead to the working directory. */
export function profileOf(home: string | undefined): string {
  return join(home || userInfo().homedir, ".huaweicloud", "credentials");
}

/** From the environment, else from the vendor's profile file. Asked before anything is sent, so that their lack is wrong usage. */
export async function readCredentials({ profile }: ConnectionOptions, { env, signal }: Io): Promise<Credentials> {
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
