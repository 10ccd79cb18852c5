export type { SignedHeader } from "./canonical-request.ts";
export { type CanonicalRequestParts, canonicalRequest, canonicalRequestOf } from "./canonical-request.ts";
export type { Credentials } from "./credentials.ts";
export { percentEncode } from "./percent-encode.ts";
export { type SignOptions, signRequest } from "./sign-request.ts";
export { type StrictUrl, strictUrl } from "./strict-url.ts";
