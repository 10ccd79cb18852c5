import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "../transports/listen.ts";
import type { OpenTransport } from "../transports/serve-engine.ts";
import { guard } from "./guard.ts";
import { readJson } from "./read-json.ts";
import { type Controlled, findRoute, ROUTES } from "./routes.ts";

/** Where the control API listens, and who may call it beside this machine. */
export interface ControlTransport {
  readonly port: number;
  readonly host: string;
  /** Values of the header `Host`, without a port, that may call beside those of this machine. */
  readonly hosts: readonly string[];
}

/** Serves the control API, on a port of its own, so that none of its paths is one of the service. */
export async function serveControl(
  controlled: Controlled,
  { port, host, hosts }: ControlTransport,
): Promise<OpenTransport> {
  const server = createServer((request, response) => void exchange(controlled, hosts, request, response));
  return { url: await listen(server, port, host), close: () => close(server) };
}

async function exchange(
  controlled: Controlled,
  hosts: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    send(response, await answer(controlled, hosts, request, gone.signal));
  } catch (error) {
    send(response, { status: 500, body: { error: `The control API failed: ${error}` } });
  }
}

interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(
  controlled: Controlled,
  hosts: readonly string[],
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<ControlAnswer> {
  const refusal = guard(request, hosts);
  if (refusal !== undefined) return refused(refusal);
  const { pathname, searchParams } = new URL(`http://control${request.url}`);
  const route = findRoute(pathname);
  if (route === undefined)
    return refused({ status: 404, error: `There is no ${pathname}. There are ${Object.keys(ROUTES).join(", ")}.` });
  const handle = route.handlers.get(request.method ?? "");
  if (handle === undefined) {
    const allow = [...route.handlers.keys()].join(", ");
    return { ...refused({ status: 405, error: `${pathname} takes ${allow}.` }), headers: { allow } };
  }
  const read = await readJson(request);
  if ("refused" in read) return refused(read.refused);
  try {
    const body = await handle(controlled, { id: route.id, query: searchParams, body: read.body, signal });
    return body === undefined ? { status: 204 } : { status: 200, body };
  } catch (error) {
    if (error instanceof TypeError) return refused({ status: 400, error: error.message });
    throw error;
  }
}

function refused({ status, error }: { readonly status: number; readonly error: string }): ControlAnswer {
  return { status, body: { error } };
}

function send(response: ServerResponse, { status, body, headers }: ControlAnswer): void {
  if (response.destroyed) return;
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
}
