import type { IncomingMessage } from "node:http";

/** What lets a page of the given origin read an answer. */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "date, location, retry-after, retry-after-ms, x-request-id",
    ...(origin === "*" ? {} : { vary: "origin" }),
  };
}

/** Whether a browser asks first whether it may ask. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Lets a page send any header: which ones a signed request has is the client's affair. */
export function preflightHeaders({ headers }: IncomingMessage): Record<string, string> {
  const asked = headers["access-control-request-headers"];
  return {
    "access-control-allow-methods": "GET",
    ...(asked === undefined ? {} : { "access-control-allow-headers": asked }),
    ...(headers["access-control-request-private-network"] === "true"
      ? { "access-control-allow-private-network": "true" }
      : {}),
  };
}
