import { CredentialsError, isCredentialsError } from "../../errors.ts";
import { type Checks, checkOptions, requireObject } from "../../options.ts";
import type { CredentialsProvider } from "../auth.ts";
import { type Environment, processEnvironment, readEnvironment, refuseOtherSources } from "../environment.ts";
import { type EcsMetadataOptions, fromEcsMetadata } from "./from-ecs-metadata.ts";
import { fromProfile, type ProfileOptions, profileFile, readProfile } from "./from-profile.ts";

/** The settings of each source. */
export interface DefaultProviderOptions {
  /** @default process.env */
  readonly environment?: Environment | undefined;
  readonly profile?: ProfileOptions | undefined;
  readonly metadata?: EcsMetadataOptions | undefined;
}

const CHECKS: Checks<DefaultProviderOptions> = {
  environment: requireObject,
  profile: requireObject,
  metadata: requireObject,
};

/**
 * A provider that takes the first that exists: the variables of `fromEnvironment`, the file of `fromProfile`, the metadata
 * service of `fromEcsMetadata`. That is the order of the vendor's SDKs (huaweicloud-sdk-python-v3, auth/provider.py,
 * CredentialProviderChain). Unlike there, a source that exists but is broken is an error, and so is a file that is named but missing:
 * the next source would quietly list another account.
 *
 * @throws CredentialsError (the provider) saying what was tried and what each source lacks.
 */
export function defaultProvider(options: DefaultProviderOptions = {}): CredentialsProvider {
  checkOptions(options, CHECKS, "the options of defaultProvider");
  const { environment, profile = {}, metadata } = options;
  const readMetadata = fromEcsMetadata(metadata);
  fromProfile(profile); // checks its options

  return async (context) => {
    const variables = environment ?? processEnvironment();
    const fromVariables = readEnvironment(variables);
    if (fromVariables !== undefined) return fromVariables;
    refuseOtherSources(variables);
    const found = await readProfile(profile);
    if (found !== undefined) return found;
    try {
      return await readMetadata(context);
    } catch (thrown) {
      if (!isCredentialsError(thrown)) throw thrown;
      const file = profileFile(profile);
      const noProfile = file === undefined ? "This user has no home directory." : `There is no readable file ${file}.`;
      throw new CredentialsError(
        `No credentials were found. HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set. ${noProfile} ${thrown.message}`,
        { cause: thrown },
      );
    }
  };
}
