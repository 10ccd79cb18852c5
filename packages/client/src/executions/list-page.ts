import type { Execution, ListExecutionsQuery } from "@coc-executions/types";
import { type CallOptions, checkCallOptions } from "../client-options.ts";
import { toUnexpectedResponse } from "../http/classify.ts";
import type { SentResponse } from "../http/send.ts";
import { get, type Transport } from "../transport.ts";
import { type PageQuery, toPageQuery } from "./query.ts";
import { readPage } from "./read-page.ts";

/** One response of the service. */
export interface ExecutionPage {
  /** The tickets as the wire sent them. An `id` beyond 2^53, which no number holds exactly, is a string of its digits. */
  readonly items: readonly Execution[];
  /** How many tickets match the filter at this moment, according to the service; undefined if it sent no number. */
  readonly total: number | undefined;
  /** Where this page begins in the list; the first ticket is 0. */
  readonly offset: number;
  /** How many tickets were requested. The service may return fewer, even before the list ends. */
  readonly limit: number;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;
  /** Requests that this page took, retries included. */
  readonly attempts: number;
  /** Milliseconds spent waiting: in the queue, and between the attempts. */
  readonly waited: number;
  /** The status and the headers of the response that these tickets came in. */
  readonly response: Pick<Response, "status" | "headers">;
}

/** What the service sends if no limit is given. Source: the vendor's page of this operation. */
const DEFAULT_LIMIT = 10;

/**
 * Reads one page: `GET /v1/executions`. The order is not documented; the vendor's example is newest first.
 *
 * @throws {InvalidArgumentError} before anything is sent.
 * @throws {ApiError} if the service refuses, {@link NetworkError}, {@link TimeoutError} or {@link UnexpectedResponseError}
 * if there was no proper response; each after the retries that can help.
 */
export async function listExecutionsPage(
  transport: Transport,
  query?: PageQuery,
  options?: CallOptions,
): Promise<ExecutionPage> {
  const wire = toPageQuery(query);
  return toPage(transport, wire, await get(transport, "/v1/executions", wire, checkCallOptions(options)), true);
}

/** Reads one window of a listing, which judges by itself what a ticket without an id means for it. */
export async function readWindow(
  transport: Transport,
  wire: ListExecutionsQuery,
  signal: AbortSignal,
): Promise<ExecutionPage> {
  return toPage(transport, wire, await get(transport, "/v1/executions", wire, { signal }), false);
}

function toPage(
  { emit, inspectPage }: Transport,
  { offset = 0, limit = DEFAULT_LIMIT }: ListExecutionsQuery,
  sent: SentResponse,
  rowsNeedIds: boolean,
): ExecutionPage {
  const { requestId, attempts, waited, response } = sent;
  const content = readPage(sent.body, sent.text, rowsNeedIds);
  if (content.problem !== undefined) throw toUnexpectedResponse(sent, content.problem);
  const { items, total, envelope } = content;
  emit?.({ kind: "page", offset, limit, items: items.length, total, requestId });
  inspectPage?.(sent.request, envelope, items);
  const { status, headers } = response;
  return { items, total, offset, limit, requestId, attempts, waited, response: { status, headers } };
}
