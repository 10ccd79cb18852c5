import { InvalidArgumentError } from "../errors.ts";
import { type CredentialField, type Credentials, checkCredentials } from "../signing/credentials.ts";
import type { CredentialsProvider } from "./auth.ts";

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The names that the vendor's SDKs read (huaweicloud-sdk-python-v3, auth/provider.py, EnvCredentialProvider). */
const VARIABLES: Readonly<Record<CredentialField, string>> = {
  accessKeyId: "HUAWEICLOUD_SDK_AK",
  secretAccessKey: "HUAWEICLOUD_SDK_SK",
  securityToken: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
  projectId: "HUAWEICLOUD_SDK_PROJECT_ID",
  domainId: "HUAWEICLOUD_SDK_DOMAIN_ID",
};

/**
 * A provider that reads the variables of the vendor's SDKs: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, and, if they
 * are set, `HUAWEICLOUD_SDK_SECURITY_TOKEN`, `HUAWEICLOUD_SDK_PROJECT_ID` and `HUAWEICLOUD_SDK_DOMAIN_ID`.
 *
 * They are read at the first call, not here, so that a program can be loaded, built and tested without them; the call then
 * fails before anything is sent.
 *
 * @param environment @default process.env, if there is one
 * @throws InvalidArgumentError (the provider) naming the variables that are missing or that no header can carry.
 */
export function fromEnvironment(environment?: Environment): CredentialsProvider {
  return () => {
    const credentials = readEnvironment(environment ?? processEnvironment());
    if (credentials !== undefined) return credentials;
    refuseOtherSources(environment ?? processEnvironment());
    throw missing([VARIABLES.accessKeyId, VARIABLES.secretAccessKey]);
  };
}

/** The credentials in the environment, or undefined if there are none at all. Half of them is a mistake. */
export function readEnvironment(environment: Environment): Credentials | undefined {
  const read = (field: CredentialField) => environment[VARIABLES[field]] || undefined;
  const accessKeyId = read("accessKeyId");
  const secretAccessKey = read("secretAccessKey");
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined) throw missing([VARIABLES.accessKeyId], VARIABLES.secretAccessKey);
  if (secretAccessKey === undefined) throw missing([VARIABLES.secretAccessKey], VARIABLES.accessKeyId);
  return checkCredentials(
    {
      accessKeyId,
      secretAccessKey,
      securityToken: read("securityToken"),
      projectId: read("projectId"),
      domainId: read("domainId"),
    },
    (field) => VARIABLES[field],
  );
}

/**
 * Refuses sources of the vendor's SDKs that this package does not read: to pass over them would list the tickets of another
 * account. They are an identity provider's token (huaweicloud-sdk-python-v3, auth/provider.py) and a container's agency.
 */
export function refuseOtherSources(environment: Environment): void {
  const isOther = (name: string) => /^HUAWEICLOUD_SDK_(IDP_ID|ID_TOKEN_FILE)$|^HC_CONTAINER_/.test(name);
  const name = Object.keys(environment).find((candidate) => isOther(candidate) && environment[candidate] !== "");
  if (name === undefined) return;
  const hint = "Pass credentials or a provider of your own to accessKey, or a token to token().";
  throw new InvalidArgumentError({
    option: name,
    allowed: "left out: this source of credentials is not supported",
    hint,
  });
}

/** The variables of this process; none if the runtime has no such thing. */
export function processEnvironment(): Environment {
  const { process } = globalThis as { readonly process?: { readonly env?: Environment } };
  return process?.env ?? {};
}

function missing(names: readonly string[], present?: string): InvalidArgumentError {
  return new InvalidArgumentError({
    option: names.join(" and "),
    allowed: "set in the environment",
    hint: `${present === undefined ? "" : `${present} is set, and the two belong together. `}The console makes a key under My Credentials > Access Keys.`,
  });
}
