import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { checkKeys, checkText, isObject, refuse } from "../check-option.ts";
import type { Listing } from "./listing.ts";

/** How a command is started. */
export interface CommandListingOptions {
  /** Its folder. Default: that of this process. */
  readonly cwd?: string | undefined;
  /** Variables beside those of this process and the three that it is told by. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** As much of what it complained of as an error can show. */
const MAX_COMPLAINT = 2000;

/**
 * The listing of a program in any language: it writes the `execution_id` of each ticket on a line of its own to stdout, and ends
 * with 0 if that was all. It is told by `COC_BASE_URL` what to read from and, where requests must be signed, by
 * `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK` with which key; `{baseUrl}` in its words stands for the URL too.
 *
 * ```ts
 * const report = await conformance(commandListing("python3", ["list.py", "{baseUrl}"]));
 * ```
 *
 * @throws {TypeError} when an option has a value that it does not take. A command that cannot be started is a result.
 */
export function commandListing(
  command: string,
  words: readonly string[] = [],
  options: CommandListingOptions = {},
): Listing {
  checkText("command", command);
  if (!Array.isArray(words)) refuse("words", words, "an array of texts");
  if (!isObject(options)) refuse("The options", options, "an object");
  checkKeys("the options of commandListing()", options, ["cwd", "env"]);
  const { cwd, env = {} } = options;
  return async function* ({ baseUrl, credentials, signal }) {
    const keys = credentials && {
      HUAWEICLOUD_SDK_AK: credentials.accessKeyId,
      HUAWEICLOUD_SDK_SK: credentials.secretAccessKey,
    };
    const child = spawn(
      command,
      words.map((word) => word.replaceAll("{baseUrl}", baseUrl)),
      { cwd, env: { ...process.env, COC_BASE_URL: baseUrl, ...keys, ...env }, signal, killSignal: "SIGKILL" },
    );
    const ended: Promise<unknown[]> = once(child, "close");
    ended.catch(() => undefined); // it is waited for below, unless nobody reads that far
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MAX_COMPLAINT);
    });
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.trim() !== "") yield { execution_id: line.trim() };
      }
      const [code] = await ended;
      if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint.trim() || "it said nothing"}`);
    } finally {
      child.kill("SIGKILL");
    }
  };
}
