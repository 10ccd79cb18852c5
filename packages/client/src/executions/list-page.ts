import type { Execution } from "@coc-executions/types";
import { type CallOptions, checkCallOptions } from "../client-options.ts";
import { get, type Transport } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";
import { type Page, toPage } from "./page.ts";
import { type PageQuery, toPageQuery } from "./query.ts";

/** One response of the list of tickets. @sealed */
export interface ExecutionPage extends Page<Execution> {}

export const LIST_EXECUTIONS: ListOperation<Execution> = {
  path: "/v1/executions",
  permission: "coc:execution:list",
  row: "ticket",
  id: "execution_id",
  versionOf: ({ update_time }) => update_time,
};

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
  const sent = await get(transport, LIST_EXECUTIONS, LIST_EXECUTIONS.path, wire, checkCallOptions(options));
  return toPage(transport, LIST_EXECUTIONS, wire, sent, true);
}
