import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { checkInteger, checkText } from "../check-option.ts";
import { createEngine, type Engine, type EngineAnswer, type MockControls } from "../mock-api/engine.ts";
import type { MockApiOptions } from "../mock-api/mock-api-options.ts";
import type { WireRequest } from "../mock-api/wire.ts";
import { bodyParts } from "./body-parts.ts";

/** The options of a mock, and where it listens. */
export interface ServeMockApiOptions extends MockApiOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`, so that nobody else reaches it. */
  readonly host?: string;
}

/** A mock that is called over a socket. */
export interface MockServer extends MockControls {
  /** Such as `http://127.0.0.1:49152`, without a slash at its end. */
  readonly url: string;
  /** Ends open connections and stops listening. May be called twice. */
  close(): Promise<void>;
}

/**
 * Serves a stand-in for `GET /v1/executions` over HTTP, for what cannot be given a `fetch`.
 *
 * @throws {TypeError} when an option has a value that it does not take; {Error} when the port is in use.
 */
export async function serveMockApi(options: ServeMockApiOptions = {}): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1", ...mockOptions } = options;
  checkInteger("port", port, { min: 0, max: 65_535 });
  checkText("host", host);
  const engine = createEngine(mockOptions);
  const server = createServer((request, response) => void exchange(request, response, engine));
  await listen(server, port, host);
  const { executions, calls, fail, reset } = engine;
  return { url: urlOf(server, host), executions, calls, fail, reset, close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = new Error(`port ${port} is in use on ${host}. Give another, or 0 for any free one.`, {
        cause: error,
      });
      reject(error.code === "EADDRINUSE" ? inUse : error);
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server is not listening on a port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function exchange(request: IncomingMessage, response: ServerResponse, engine: Engine): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const answer = await engine.answer(await toWireRequest(request));
    if (answer.latency > 0) await engine.sleep(answer.latency, gone.signal);
    await deliver(answer, response, engine, gone.signal);
  } catch (error) {
    // A function that the test gave has thrown: on a socket this is the only way to say so. Or the caller has left.
    if (!response.headersSent && !gone.signal.aborted) response.writeHead(500).end(`The mock failed: ${error}`);
    else response.destroy();
  }
}

async function toWireRequest(request: IncomingMessage): Promise<WireRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const headers = Object.entries(request.headers).flatMap(([name, value]) => {
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]];
  });
  return {
    method: request.method ?? "",
    origin: `http://${request.headers.host ?? ""}`,
    target: request.url ?? "/",
    headers: Object.fromEntries(headers),
    body: new Uint8Array(Buffer.concat(parts)),
  };
}

async function deliver(
  { status, headers, body, delivery }: EngineAnswer,
  response: ServerResponse,
  engine: Engine,
  signal: AbortSignal,
): Promise<void> {
  if (delivery.kind === "broken" && delivery.at === "headers") {
    if (delivery.by === "reset") response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  if (delivery.kind === "whole") {
    response.end(body);
    return;
  }
  if (delivery.kind === "slow") {
    for (const part of bodyParts(body, delivery.parts)) {
      await engine.sleep(delivery.delay, signal);
      response.write(part);
    }
    response.end();
    return;
  }
  response.write(bodyParts(body, 2)[0], () => {
    if (delivery.by === "reset") response.destroy();
  });
}
