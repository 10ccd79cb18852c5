// What the hand-written signers share: the texts that are hashed. They are as short as this one endpoint allows, and give up
// what a signer for any request needs: other headers, session tokens, bodies, keys that sort by their decoded form, checks.

/** The SHA-256 of nothing, since no request here has a body. */
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** `20250701T120000Z` */
export const timestampOf = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, "");

export function canonicalRequestOf(url: string, timestamp: string): string {
  const { host, pathname, search } = new URL(url);
  const query = search
    .slice(1)
    .split("&")
    .sort()
    .join("&")
    .replace(/[!'()*]/g, toPercent);
  return `GET\n${pathname}/\n${query}\nhost:${host}\nx-sdk-date:${timestamp}\n\nhost;x-sdk-date\n${EMPTY_HASH}`;
}

export const stringToSignOf = (timestamp: string, hash: string) => `SDK-HMAC-SHA256\n${timestamp}\n${hash}`;

export const authorizationOf = (accessKeyId: string, signature: string) =>
  `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=host;x-sdk-date, Signature=${signature}`;

export function setHeaders({ headers }: Request, timestamp: string, authorization: string): void {
  headers.set("x-sdk-date", timestamp);
  headers.set("authorization", authorization);
}

const toPercent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
