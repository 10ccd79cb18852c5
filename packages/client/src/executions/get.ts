import type { Execution } from "@coc-executions/types";
import { type CallOptions, checkCallOptions } from "../client-options.ts";
import { toUnexpectedResponse } from "../http/classify.ts";
import { fillPath } from "../http/path.ts";
import type { SentResponse } from "../http/send.ts";
import { get, type Operation, type Transport } from "../transport.ts";
import { requireFound } from "./not-found.ts";
import { isObject, withExactIds } from "./read-rows.ts";

const GET_EXECUTION: Operation = { path: "/v1/executions/{execution_id}", permission: "coc:execution:get" };

/**
 * Reads one ticket: `GET /v1/executions/{execution_id}`. Its `id` and `sys_tags`, which the list has, may be absent.
 *
 * @throws {NotFoundError} if there is no such ticket.
 * @throws {InvalidArgumentError} before anything is sent, and what `listExecutionsPage` throws.
 */
export async function getExecution(
  transport: Transport,
  execution_id: string,
  options?: CallOptions,
): Promise<Execution> {
  const path = fillPath(GET_EXECUTION.path, { execution_id });
  const sending = get(transport, GET_EXECUTION, path, {}, checkCallOptions(options));
  return readTicket(transport, await requireFound({ resource: "ticket", id: execution_id }, sending));
}

function readTicket({ inspectPage }: Transport, sent: SentResponse): Execution {
  const { body, text, request } = sent;
  if (!isObject(body) || !isTicket(body.data))
    throw toUnexpectedResponse(sent, "its `data` is not a ticket with an `execution_id`");
  const [ticket = body.data] = withExactIds([body.data], text);
  inspectPage?.(request, body, [ticket], GET_EXECUTION.path);
  return ticket;
}

/** Only the id is checked: the rest is passed on as it came. */
function isTicket(data: unknown): data is Execution {
  return isObject(data) && typeof data.execution_id === "string";
}
