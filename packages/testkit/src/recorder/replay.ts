import { readFile } from "node:fs/promises";
import { checkKeys, isObject, refuse } from "../check-option.ts";
import { jsonAnswer, textAnswer } from "../mock-api/answers.ts";
import type { EngineAnswer, Service } from "../mock-api/engine.ts";
import type { WireRequest } from "../mock-api/wire.ts";
import { fetchTransport } from "../transports/fetch-transport.ts";
import { type OpenTransport, serveEngine } from "../transports/serve-engine.ts";
import { secretsOf } from "./secrets.ts";
import { type Exchange, matchOf, normalizeTarget, parseSession, type Session } from "./session.ts";

/** A recorded session that answers. @sealed */
export interface Replay {
  /** Answers from the session, whatever the host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** How many answers are left. */
  readonly left: number;
  /** Lets the session answer over HTTP. */
  serve(options?: { readonly port?: number | undefined; readonly host?: string | undefined }): Promise<OpenTransport>;
}

/**
 * Reads a session that `serveRecorder` has written. Whoever asks what was asked then gets what was answered then, in that order,
 * whatever key or token they have; a request that was not recorded, or has been answered as often as it was, is a 410 that says so.
 *
 * @throws {TypeError} when the file cannot be read, and where it is not a session: then it names the line.
 */
export async function openReplay(path: string): Promise<Replay> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const why = error instanceof Error ? error.message : error;
    throw new TypeError(`${path} cannot be read. ${why}`, { cause: error });
  });
  const { service, left } = replayService(parseSession(text, path));
  return {
    fetch: fetchTransport(service),
    get left() {
      return left();
    },
    serve(options = {}) {
      if (!isObject(options)) refuse("The options", options, "an object with port and host");
      checkKeys("the options", options, ["port", "host"]);
      const { port = 0, host = "127.0.0.1" } = options;
      return serveEngine(service, { port, host, origin: undefined });
    },
  };
}

function replayService({ head, exchanges }: Session): { readonly service: Service; readonly left: () => number } {
  const waiting = new Set(exchanges);

  function find({ method, target, headers }: WireRequest): Exchange | string {
    const { lasting, passing } = secretsOf(headers);
    const asked = normalizeTarget(target, [...lasting, ...passing]);
    const match = matchOf(asked, head.salt);
    const isIt = (exchange: Exchange) => exchange.match === match || exchange.target === asked;
    if (method !== "GET") return `A session has answers to GET alone, not to ${method}.`;
    for (const exchange of waiting) {
      if (!isIt(exchange)) continue;
      waiting.delete(exchange);
      return exchange;
    }
    const times = exchanges.filter(isIt).length;
    return times === 0
      ? `The session has no answer to GET ${asked}.`
      : `The session has no further answer to GET ${asked}: it was recorded ${times === 1 ? "once" : `${times} times`}, and has been replayed as often.`;
  }

  return {
    left: () => waiting.size,
    service: {
      sleep: () => Promise.resolve(),
      answer: async (request) => answerOf(find(request)),
    },
  };
}

function answerOf(found: Exchange | string): EngineAnswer {
  const context = { requestId: "0".repeat(32), now: Date.now() };
  if (typeof found === "string") {
    return { ...jsonAnswer(410, { error_code: "REPLAY.0001", error_msg: found }, context, found), latency: 0 };
  }
  const { status, headers, body } = found;
  const type = headers["content-type"] ?? "application/json";
  const answer = textAnswer(status, typeof body === "string" ? body : JSON.stringify(body), type, context);
  return { ...answer, headers: { ...answer.headers, ...headers }, latency: 0 };
}
