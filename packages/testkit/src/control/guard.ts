import type { IncomingMessage } from "node:http";

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 400 | 403 | 415;
  readonly error: string;
}

const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];
const WITH_A_BODY: readonly (string | undefined)[] = ["POST", "PUT", "PATCH"];

/**
 * Keeps web pages out: a page can call any port of the machine that it is read on. What it sends has an `Origin`, or a `Host` that
 * leads here by a name of its own, or a body that is not JSON, since that would have to be asked for first.
 */
export function guard({ headers, method, url }: IncomingMessage, hosts: readonly string[]): Refusal | undefined {
  const name = (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (![...LOOPBACK, ...hosts].includes(name)) {
    const error = `The host ${JSON.stringify(name)} may not control this mock. Call 127.0.0.1, or allow the host when the mock is started.`;
    return { status: 403, error };
  }
  if (headers.origin !== undefined) return { status: 403, error: "Web pages may not control this mock." };
  if (url?.startsWith("/") !== true) return { status: 400, error: "The target of the request must be a path." };
  const isJson = /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
  if (WITH_A_BODY.includes(method) && !isJson)
    return { status: 415, error: "Send JSON, with the header Content-Type: application/json." };
  return undefined;
}
