import type { Engine, EngineAnswer } from "../mock-api/engine.ts";
import type { WireRequest } from "../mock-api/wire.ts";
import { bodyParts } from "./body-parts.ts";

/** A `fetch` before an engine. It rejects as the one of Node does: with the signal's reason, or with a `TypeError`. */
export function fetchDoor(engine: Engine): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return await untilAbort(request.signal, exchange(request, engine));
  };
}

async function exchange(request: Request, engine: Engine): Promise<Response> {
  const answer = await engine.answer(await toWireRequest(request));
  if (answer.latency > 0) await engine.sleep(answer.latency, request.signal);
  const { delivery } = answer;
  if (delivery.kind === "broken" && delivery.at === "headers") {
    return delivery.by === "hang" ? await forever() : Promise.reject(connectionLost("fetch failed"));
  }
  if (answer.headers.location !== undefined && request.redirect !== "manual") throw redirected(answer, request);
  const { status, headers } = answer;
  const response = new Response(bodyOf(answer, request.signal, engine), { status, headers });
  return Object.defineProperty(response, "url", { value: request.url });
}

async function toWireRequest(request: Request): Promise<WireRequest> {
  const { origin, host, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    origin,
    target: pathname + search,
    headers: { host, ...Object.fromEntries(request.headers) },
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

function bodyOf({ body, delivery }: EngineAnswer, signal: AbortSignal, engine: Engine): BodyInit | null {
  if (delivery.kind === "whole") return body === "" ? null : body;
  const parts = bodyParts(body, delivery.kind === "slow" ? delivery.parts : 2);
  let next = 0;
  return new ReadableStream({
    async pull(controller) {
      if (delivery.kind === "slow") await engine.sleep(delivery.delay, signal);
      else if (next > 0)
        await (delivery.by === "hang" ? untilAbort(signal, forever()) : Promise.reject(connectionLost("terminated")));
      const part = parts[next++];
      if (part === undefined) controller.close();
      else controller.enqueue(part);
    },
  });
}

/** `work`, or a rejection with the signal's reason when it aborts first. */
function untilAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}

/** The two layers of undici's error: tests look at the code of the cause. */
function connectionLost(message: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

function redirected(answer: EngineAnswer, request: Request): TypeError {
  const why =
    request.redirect === "error"
      ? "unexpected redirect"
      : `a redirect to ${answer.headers.location} was to be followed, and this mock follows none`;
  return new TypeError("fetch failed", { cause: new Error(why) });
}
