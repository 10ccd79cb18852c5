import { toUnexpectedResponse } from "../http/classify.ts";
import type { SentResponse } from "../http/send.ts";
import type { Transport } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";
import { readRows } from "./read-rows.ts";

/** One response of a list. @sealed */
export interface Page<Row> {
  /** The rows as the wire sent them. An `id` beyond 2^53, which no number holds exactly, is a string of its digits. */
  readonly items: readonly Row[];
  /** How many rows the list has at this moment, according to the service; undefined if it sent no number. */
  readonly total: number | undefined;
  /** Where this page begins in the list; the first row is 0. */
  readonly offset: number;
  /** How many rows were requested. The service may return fewer, even before the list ends. */
  readonly limit: number;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;
  /** Requests that this page took, retries included. */
  readonly attempts: number;
  /** Milliseconds spent waiting: in the queue, and between the attempts. */
  readonly waited: number;
  /** The status and the headers of the response that these rows came in. */
  readonly response: Pick<Response, "status" | "headers">;
}

/** The slice of a list that is asked for. */
export interface PageWindow {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** What the service sends if no limit is given. Source: the vendor's page of the list of tickets. */
const DEFAULT_LIMIT = 10;

/**
 * @param rowsNeedIds Whether a row without an id is an error here; a listing judges by itself what such a row means for it.
 * @throws {UnexpectedResponseError} if the response holds no page.
 */
export function toPage<Row extends object>(
  { emit, inspectPage }: Transport,
  operation: ListOperation<Row>,
  { offset = 0, limit = DEFAULT_LIMIT }: PageWindow,
  sent: SentResponse,
  rowsNeedIds: boolean,
): Page<Row> {
  const { requestId, attempts, waited, response } = sent;
  const content = readRows(operation, sent, rowsNeedIds);
  if (content.problem !== undefined) throw toUnexpectedResponse(sent, content.problem);
  const { items, total, envelope } = content;
  const { path } = operation;
  emit?.({ kind: "page", path, offset, limit, items: items.length, total, requestId });
  inspectPage?.(sent.request, envelope, items, path);
  const { status, headers } = response;
  return { items, total, offset, limit, requestId, attempts, waited, response: { status, headers } };
}
