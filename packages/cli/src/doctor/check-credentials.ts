import { existsSync } from "node:fs";
import { profileOf } from "../options/credentials.ts";
import type { ConnectionOptions } from "../options/definitions.ts";
import type { Finding } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the credentials come from, and which source would have been next. Nothing of them is shown. */
export function checkSource({ demo, profile }: ConnectionOptions, env: Environment): Finding {
  if (demo) return ok("The demo brings its own access key.");
  const file = env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || profileOf(env.HOME);
  const { HUAWEICLOUD_SDK_AK: ak, HUAWEICLOUD_SDK_SK: sk, HUAWEICLOUD_SDK_SECURITY_TOKEN: token } = env;
  const ofFile = `the profile file${profile === undefined ? "" : `, section ${profile}`}`;
  const isThere = existsSync(file);
  if (profile === undefined && (ak || sk)) {
    if (!ak || !sk) {
      const missing = ak ? "HUAWEICLOUD_SDK_SK" : "HUAWEICLOUD_SDK_AK";
      return {
        check: "credentials",
        status: "problem",
        finding: `${missing} is not set, though its companion is.`,
        next: `Set ${missing}, or unset both to use the profile file.`,
      };
    }
    const next = isThere ? `next would have been ${ofFile}` : "there is no profile file to come next";
    return ok(`The access key comes from the environment${token ? ", with a security token" : ""}; ${next}.`);
  }
  if (isThere)
    return ok(
      `The access key comes from ${ofFile}; the environment has none${profile ? " that counts beside --profile" : ""}.`,
    );
  return {
    check: "credentials",
    status: "problem",
    finding: "There are no credentials: the environment has none, and there is no profile file.",
    next: "Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or write ~/.huaweicloud/credentials.",
  };
}

function ok(finding: string): Finding {
  return { check: "credentials", status: "ok", finding };
}
