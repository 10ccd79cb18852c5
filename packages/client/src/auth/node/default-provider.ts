import { CredentialsError } from "../../errors.ts";
import type { CredentialsProvider } from "../auth.ts";
import { type Environment, processEnvironment, readEnvironment } from "../environment.ts";
import { type EcsMetadataOptions, fromEcsMetadata } from "./from-ecs-metadata.ts";
import { type ProfileOptions, profileFile, readProfile } from "./from-profile.ts";

/** The settings of each source. */
export interface DefaultProviderOptions {
  /** @default process.env */
  readonly environment?: Environment | undefined;
  readonly profile?: ProfileOptions | undefined;
  readonly metadata?: EcsMetadataOptions | undefined;
}

/**
 * A provider that takes the first there is of: the variables of `fromEnvironment`, the file of `fromProfile`, the metadata
 * service of `fromEcsMetadata`. That is the order of the vendor's SDKs (huaweicloud-sdk-python-v3, auth/provider.py,
 * CredentialProviderChain). Unlike there, a source that is there but broken is an error: going on would quietly list another
 * account.
 *
 * @throws CredentialsError (the provider) saying what was tried and what each source lacks.
 */
export function defaultProvider({
  environment,
  profile = {},
  metadata,
}: DefaultProviderOptions = {}): CredentialsProvider {
  const askMetadata = fromEcsMetadata(metadata);

  return async (context) => {
    const found = readEnvironment(environment ?? processEnvironment()) ?? (await readProfile(profile));
    if (found !== undefined) return found;
    try {
      return await askMetadata(context);
    } catch (thrown) {
      if (!(thrown instanceof CredentialsError)) throw thrown;
      throw new CredentialsError(
        "No credentials were found. HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set. " +
          `There is no file ${profileFile(profile)}. ${thrown.message}`,
        { cause: thrown },
      );
    }
  };
}
