import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { EngineAnswer, Service } from "../mock-api/engine.ts";
import { bodyParts } from "./body-parts.ts";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";
import { close, listen } from "./listen.ts";
import { toWireRequest } from "./to-wire-request.ts";

/** Where an engine listens, and whom browsers let in. */
export interface Transport {
  readonly port: number;
  readonly host: string;
  /** The origin whose pages may read the answers, `*` for any; undefined for none. */
  readonly origin: string | undefined;
}

/** An engine that listens. */
export interface OpenTransport {
  readonly url: string;
  close(): Promise<void>;
}

/** Lets requests over HTTP reach an engine. */
export async function serveEngine(service: Service, { port, host, origin }: Transport): Promise<OpenTransport> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(corsHeaders(origin))) response.setHeader(name, value);
    if (origin !== undefined && isPreflight(request)) response.writeHead(204, preflightHeaders(request)).end();
    else void exchange(request, response, service);
  });
  return { url: await listen(server, port, host), close: () => close(server) };
}

async function exchange(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const answer = await service.answer(await toWireRequest(request));
    if (answer.latency > 0) await service.sleep(answer.latency, gone.signal);
    await deliver(answer, response, service, gone.signal);
  } catch (error) {
    // A function that the test gave has thrown: on a socket this is the only way to say so. Or the caller has left.
    if (!response.headersSent && !gone.signal.aborted) response.writeHead(500).end(`The mock failed: ${error}`);
    else response.destroy();
  }
}

async function deliver(
  { status, headers, body, delivery }: EngineAnswer,
  response: ServerResponse,
  service: Service,
  signal: AbortSignal,
): Promise<void> {
  if (delivery.kind === "broken" && delivery.at === "headers") {
    if (delivery.by === "reset") response.socket?.resetAndDestroy();
    else await service.sleep(Number.POSITIVE_INFINITY, signal);
    return;
  }
  const isCut = delivery.kind === "broken" && (delivery.by === "chunked" || delivery.by === "close");
  if (isCut) response.useChunkedEncodingByDefault = delivery.by === "chunked";
  response.writeHead(status, isCut ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  if (delivery.kind === "whole") {
    response.end(body);
    return;
  }
  if (delivery.kind === "slow") {
    response.flushHeaders(); // else they would wait for the first part
    for (const part of bodyParts(body, delivery.parts)) {
      await service.sleep(delivery.delay, signal);
      response.write(part);
    }
    response.end();
    return;
  }
  await new Promise<void>((resolve) => response.write(bodyParts(body, 2)[0], () => resolve()));
  if (delivery.by === "reset") response.destroy();
  else if (delivery.by === "hang") await service.sleep(Number.POSITIVE_INFINITY, signal);
  else response.socket?.end();
}
