import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { WireRequest } from "../mock-api/wire.ts";

/** An answer, byte for byte. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** They are about a connection, and not about what goes over it. */
const OF_THE_CONNECTION: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
];

/** Sends a request to a service, as it is, and gives what comes back as it came. */
export function forward(
  { method, target, headers, body }: WireRequest,
  upstream: URL,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const { protocol, pathname } = upstream;
  const request = protocol === "https:" ? requestHttps : requestHttp;
  const path = pathname.replace(/\/$/, "") + target;
  const sent = { ...ofTheMessage(headers), ...(body.length > 0 ? { "content-length": String(body.length) } : {}) };
  return new Promise((resolve, reject) => {
    const { hostname, port } = upstream;
    const asking = request({ protocol, hostname, port, path, method, headers: sent, signal }, async (answer) => {
      try {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part);
        const received = Object.entries(answer.headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as const],
        );
        resolve({
          status: answer.statusCode ?? 502,
          headers: ofTheMessage(Object.fromEntries(received)),
          body: Buffer.concat(parts),
        });
      } catch (error) {
        reject(error);
      }
    });
    asking.on("error", reject).end(body);
  });
}

function ofTheMessage(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));
}
