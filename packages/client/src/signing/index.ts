export type { Credentials } from "../credentials/credentials.ts";
export { type CanonicalRequestParts, canonicalRequest } from "./canonical-request.ts";
export { canonicalRequestOf } from "./canonical-request-of.ts";
export type { SignedHeader } from "./headers-to-sign.ts";
export { percentEncode } from "./percent-encode.ts";
export { type SignOptions, signRequest } from "./sign-request.ts";
export { type StrictUrl, strictUrl } from "./strict-url.ts";
