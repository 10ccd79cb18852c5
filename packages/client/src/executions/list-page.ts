import { type CallOptions, resolveCallOptions } from "../call-options.ts";
import type { Api } from "../fetch/api.ts";
import type { ExecutionPage } from "./execution-page.ts";
import { readPage } from "./read-page.ts";
import { type PageQuery, toPageQuery } from "./to-query.ts";

/** What the service sends where no limit is given. Source: the vendor's page of this operation. */
const DEFAULT_LIMIT = 10;

/** Reads one page. The arguments are checked before anything is sent. */
export async function listPage(api: Api, query?: PageQuery, options?: CallOptions): Promise<ExecutionPage> {
  const wire = toPageQuery(query);
  const sent = await api.getExecutions(wire, resolveCallOptions(options));
  if (!sent.ok) throw sent.error;
  const content = readPage(sent.body);
  if (content.problem !== undefined) throw sent.misfit(content.problem).toError(sent);
  return {
    items: content.items,
    total: content.total,
    offset: wire.offset ?? 0,
    limit: wire.limit ?? DEFAULT_LIMIT,
    requestId: sent.answer.requestId,
    attempts: sent.attempts,
    waited: sent.waited,
  };
}
