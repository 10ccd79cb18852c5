import { type CallOptions, resolveCallOptions } from "../call-options.ts";
import type { Api } from "../fetch/api.ts";
import type { Redact } from "../fetch/redact.ts";
import type { Emit } from "../observe/emitter.ts";
import { exactIds } from "./exact-ids.ts";
import type { ExecutionPage } from "./execution-page.ts";
import { type JsonObject, readPage } from "./read-page.ts";
import { type ToldDrift, tellDrift } from "./tell-drift.ts";
import { type PageQuery, toPageQuery } from "./to-query.ts";

/** What the service sends where no limit is given. Source: the vendor's page of this operation. */
const DEFAULT_LIMIT = 10;

/** What reading a page needs. */
export interface ListPageContext {
  readonly api: Pick<Api, "getExecutions">;
  /** Undefined where there is no observer; then nothing is looked for. */
  readonly emit: Emit | undefined;
  readonly toldDrift: ToldDrift;
}

/** Reads one page. The arguments are checked before anything is sent. */
export function listPage(context: ListPageContext, query?: PageQuery, options?: CallOptions): Promise<ExecutionPage> {
  return readOnePage(context, query, options, true);
}

/** Reads one window of a listing, which says itself what a ticket without an id means for it. */
export function listWindow(context: ListPageContext, query: PageQuery, signal: AbortSignal): Promise<ExecutionPage> {
  return readOnePage(context, query, { signal }, false);
}

async function readOnePage(
  context: ListPageContext,
  query: PageQuery | undefined,
  options: CallOptions | undefined,
  rowsNeedIds: boolean,
): Promise<ExecutionPage> {
  const wire = toPageQuery(query);
  const sent = await context.api.getExecutions(wire, resolveCallOptions(options));
  if (!sent.ok) throw sent.error;
  const content = readPage(sent.body, rowsNeedIds);
  if (content.problem !== undefined) throw sent.misfit(content.problem).toError(sent);
  const page: ExecutionPage = {
    items: exactIds(content.items, sent.answer.text),
    total: content.total,
    offset: wire.offset ?? 0,
    limit: wire.limit ?? DEFAULT_LIMIT,
    requestId: sent.answer.requestId,
    attempts: sent.attempts,
    waited: sent.waited,
  };
  tellPage(page, content.envelope, sent.answer.redact, context);
  return page;
}

function tellPage(
  page: ExecutionPage,
  envelope: JsonObject,
  redact: Redact,
  { emit, toldDrift }: ListPageContext,
): void {
  if (emit === undefined) return;
  const { items, offset, limit, total, requestId } = page;
  emit({ kind: "page", offset, limit, items: items.length, total, requestId });
  tellDrift({ envelope, items }, toldDrift, (what, name) => emit({ kind: "drift", what, name }), redact);
}
