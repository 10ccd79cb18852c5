import type { IncomingMessage } from "node:http";
import type { WireRequest } from "../mock-api/wire.ts";

/** No operation of the service takes a body; a caller must not fill the mock's memory, in bytes. */
const MAX_BODY = 1024 * 1024;

/** Reads a request to its end. @throws {Error} for a body that is larger than any that the service takes. */
export async function toWireRequest(request: IncomingMessage): Promise<WireRequest> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > MAX_BODY) throw new Error(`a request body of more than ${MAX_BODY} bytes`);
    parts.push(part);
  }
  const headers = Object.entries(request.headers).flatMap(([name, value]) => {
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]];
  });
  return {
    method: request.method ?? "",
    origin: `http://${request.headers.host ?? ""}`,
    // Whoever calls by a proxy names the whole URL.
    target: (request.url ?? "/").replace(/^https?:\/\/[^/?]*/i, ""),
    headers: Object.fromEntries(headers),
    body: new Uint8Array(Buffer.concat(parts)),
  };
}
