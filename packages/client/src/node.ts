export { type DefaultProviderOptions, defaultProvider } from "./auth/node/default-provider.ts";
export { type EcsMetadataOptions, fromEcsMetadata } from "./auth/node/from-ecs-metadata.ts";
export { fromProfile, type ProfileOptions } from "./auth/node/from-profile.ts";
export { bypassesProxy } from "./node/no-proxy.ts";
export { type NodeFetchOptions, nodeFetch } from "./node/node-fetch.ts";
