export { type DefaultProviderOptions, defaultProvider } from "./credentials/node/default-provider.ts";
export { type EcsMetadataOptions, fromEcsMetadata } from "./credentials/node/from-ecs-metadata.ts";
export { fromProfile, type ProfileOptions } from "./credentials/node/from-profile.ts";
