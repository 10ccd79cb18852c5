import type { EngineAnswer, Service } from "../mock-api/engine.ts";
import type { WireRequest } from "../mock-api/wire.ts";
import { bodyParts } from "./body-parts.ts";
import { type PendingCall, pendingCall } from "./pending-call.ts";

/** A `fetch` before an engine. It rejects as the one of Node does: with the signal's reason, or with a `TypeError`. */
export function fetchTransport(
  service: Service,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const call = pendingCall(input, init);
    call.request.signal.throwIfAborted();
    return await call.wait(exchange(call, service));
  };
}

async function exchange(call: PendingCall, service: Service): Promise<Response> {
  const { request } = call;
  const answer = await service.answer(await toWireRequest(request));
  if (answer.latency > 0) await service.sleep(answer.latency, request.signal);
  const { status, headers, delivery } = answer;
  if (delivery.kind === "broken" && delivery.at === "headers") {
    return delivery.by === "hang" ? await hang(service, request) : Promise.reject(connectionLost("fetch failed"));
  }
  if (headers.location !== undefined && request.redirect !== "manual") throw redirected(headers.location, request);
  const response = new Response(bodyOf(answer, call, service), { status, headers });
  // Older versions of MSW 2 define the URL of what they pass on a second time.
  return Object.defineProperty(response, "url", { value: request.url, configurable: true });
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

function bodyOf({ body, delivery }: EngineAnswer, { request, wait }: PendingCall, service: Service): BodyInit | null {
  if (delivery.kind === "whole") return body === "" ? null : body;
  const parts = bodyParts(body, delivery.kind === "slow" ? delivery.parts : 2);
  let next = 0;

  async function beforePart(): Promise<void> {
    if (next === parts.length) return;
    if (delivery.kind === "slow") return await service.sleep(delivery.delay, request.signal);
    if (delivery.kind !== "broken" || next === 0 || delivery.by === "close") return;
    return delivery.by === "hang" ? await hang(service, request) : Promise.reject(connectionLost("terminated"));
  }

  return new ReadableStream({
    async pull(controller) {
      await wait(beforePart());
      const isCut = delivery.kind === "broken" && delivery.by === "close" && next > 0;
      const part = isCut ? undefined : parts[next++];
      if (part === undefined) controller.close();
      else controller.enqueue(part);
    },
  });
}

/** Waits for ever, by the clock of the mock, so that a virtual one may get to the caller's time limit. */
async function hang(service: Service, { signal }: Request): Promise<never> {
  await service.sleep(Number.POSITIVE_INFINITY, signal);
  return await new Promise(() => undefined);
}

/** The two layers of undici's error: tests look at the code of the cause. */
function connectionLost(message: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}

function redirected(location: string, { redirect }: Request): TypeError {
  const why =
    redirect === "error"
      ? "unexpected redirect"
      : `a redirect to ${location} was to be followed, and this mock follows none`;
  return new TypeError("fetch failed", { cause: new Error(why) });
}
