import { type CallOptions, type ClientOptions, checkClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { resolveBaseUrl } from "./endpoints.ts";
import { createEmit } from "./events.ts";
import { type ApiPath, createUrl } from "./http/api.ts";
import { createCredentialGate } from "./http/credential-gate.ts";
import { FETCH_OPTIONS } from "./http/fetch.ts";
import { createLimiter } from "./http/limiter.ts";
import { createRetryBudget, type RetrySettings, resolveRetry } from "./http/retry.ts";
import { type CallLimits, type SendContext, type Sent, type SentResponse, send } from "./http/send.ts";

/**
 * The settings of a client and what it keeps between calls: what each operation is given first. It has no operations itself,
 * so that a program carries only those that it uses. Create one and reuse it.
 *
 * @sealed
 */
export interface Transport extends SendContext {
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The time limit of one attempt in milliseconds. */
  readonly timeout: number;
  readonly retry: RetrySettings;
  /** Requests in flight at a time; undefined if nobody has set it. */
  readonly maxConcurrency: number | undefined;
  /** Looks through what was read: the body, its rows, and the path of the operation. */
  inspectPage?: (request: Request, envelope: JsonObject, items: readonly object[], path: ApiPath) => void;
}

/** An operation of the contract. */
export interface Operation {
  readonly path: ApiPath;
  /** The action that an identity policy has to allow. */
  readonly permission: string;
}

/** An object that was parsed from JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws {InvalidArgumentError} if an option cannot work. */
export function createTransport(options: ClientOptions): Transport {
  const {
    auth,
    maxConcurrency,
    requestsPerSecond,
    timeout = 30_000,
    clock = systemClock,
  } = checkClientOptions(options);
  return {
    baseUrl: resolveBaseUrl(options.baseUrl),
    auth,
    timeout,
    retry: resolveRetry(options.retry),
    maxConcurrency,
    maxResponseBytes: options.maxResponseBytes ?? 64 * 1024 * 1024,
    headers: { ...options.headers },
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    fetchOptions: FETCH_OPTIONS,
    clock,
    emit: createEmit(options.observe),
    limiter: createLimiter({ maxConcurrency, requestsPerSecond, clock }),
    gate: createCredentialGate(),
    retryBudget: createRetryBudget(),
    calls: 0,
    clockOffset: 0,
    refused: false,
  };
}

/**
 * Sends a GET of an operation of the contract.
 *
 * @param path The path of the operation with its parameters in place.
 * @param query In the words of the wire.
 * @throws {ApiError | NetworkError | TimeoutError | UnexpectedResponseError} after the retries that can help.
 */
export async function get(
  transport: Transport,
  { permission }: Operation,
  path: string,
  query: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): Promise<SentResponse> {
  const headers = { ...transport.headers, ...options.headers };
  const request = new Request(createUrl(transport.baseUrl, path, query), { headers });
  const sent = await sendWith(transport, request, options, permission);
  if (sent.error !== undefined) throw sent.error;
  return sent;
}

/** Sends any request, by the client's settings and what a call changes of them. */
export function sendWith(
  transport: Transport,
  request: Request,
  options: CallOptions,
  permission?: string,
): Promise<Sent> {
  const { timeout = transport.timeout, signal } = options;
  const retry = options.retry === undefined ? transport.retry : resolveRetry(options.retry, transport.retry);
  const limits: CallLimits = { timeout, signal, retry, permission };
  return send(request, transport, limits);
}
