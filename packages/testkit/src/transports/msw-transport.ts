import { type HttpHandler, http } from "msw";
import { refuse } from "../check-option.ts";
import type { MockApi } from "../mock-api/create-mock-api.ts";

/** Which requests go to the mock. */
export interface HandlersOptions {
  /** Scheme, host and, where a gateway needs one, a path, such as `https://gateway.example/coc`. Default: any. */
  readonly baseUrl?: string | undefined;
}

/**
 * Handlers for MSW that let a mock answer what is asked of `/v1/executions` and below it, by any method. Everything else stays MSW's affair.
 *
 * ```ts
 * const server = setupServer(...handlers(createMockApi({ executions: fixtures.vendorList })));
 * ```
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function handlers(mock: Pick<MockApi, "fetch">, { baseUrl }: HandlersOptions = {}): HttpHandler[] {
  const list = `${baseOf(baseUrl)}/v1/executions`;
  return [list, `${list}/*`].map((path) => http.all(path, ({ request }) => answer(mock, request)));
}

/**
 * A redirect is handed on: whoever asked decides whether to follow. A lost connection is MSW's kind of network error, and so
 * is a caller who has given up: MSW has told them, and takes a rejection here for a mistake of the handler.
 */
async function answer(mock: Pick<MockApi, "fetch">, request: Request): Promise<Response> {
  try {
    return await mock.fetch(new Request(request, { redirect: "manual" }));
  } catch (error) {
    if (request.signal.aborted || (error instanceof TypeError && error.message === "fetch failed"))
      return Response.error();
    throw error;
  }
}

function baseOf(baseUrl: string | undefined): string {
  if (baseUrl === undefined) return "*";
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isPlain = url !== undefined && url.search === "" && url.hash === "";
  return isPlain ? url.origin + url.pathname.replace(/\/$/, "") : refuse("baseUrl", baseUrl, "a URL without a query");
}
