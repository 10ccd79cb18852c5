import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { sha256Hex } from "./digest.ts";

/** The hash of no body. */
const EMPTY_BODY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The header that stands in for the hash of the body: a hash computed elsewhere, or `UNSIGNED-PAYLOAD`. */
export const BODY_HASH_HEADER = "x-sdk-content-sha256";

/** Whether a request has a body. Firefox has no `Request.body`, so the method is asked first. */
export function hasBody(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD" && request.body !== null;
}

/** Refuses a request whose body somebody has read, which could neither be hashed nor sent. */
export function requireUnread(request: Request): void {
  if (request.bodyUsed)
    throw new InvalidArgumentError({ option: "request", allowed: "unread: the signature covers its body" });
}

/** Reads the body without using it up. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  requireUnread(request);
  return new Uint8Array(await request.clone().arrayBuffer());
}

/** The hash of the body that a canonical request ends with, where no header stands in for it. */
export function bodyHash(body: Uint8Array | undefined): string {
  return body === undefined ? EMPTY_BODY_HASH : sha256Hex(body);
}
