import type { MockApi } from "../mock-api/create-mock-api.ts";

/** What of Playwright's `Route` is needed: this package depends on no version of it. */
export interface PageRoute {
  request(): {
    url(): string;
    method(): string;
    allHeaders(): Promise<Record<string, string>>;
    postDataBuffer(): Uint8Array | null;
  };
  fulfill(response: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
  abort(errorCode?: string): Promise<void>;
}

/**
 * Lets a mock answer what a page of Playwright asks.
 *
 * ```ts
 * await page.route("**\/v1/executions**", routeTo(createMockApi({ executions: fixtures.vendorList })));
 * ```
 *
 * Playwright hands on whole answers: a body that stops never comes, and one that breaks off is a lost connection.
 */
export function routeTo(mock: Pick<MockApi, "fetch">): (route: PageRoute) => Promise<void> {
  return async (route) => {
    const request = route.request();
    const body = request.postDataBuffer();
    const headers = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(":"));
    const answer = await answerOf(mock, request.url(), {
      method: request.method(),
      headers: Object.fromEntries(headers),
      redirect: "manual",
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    if (answer === undefined) await route.abort("connectionreset");
    else await route.fulfill(answer);
  };
}

/** The page asks another origin than its own. */
const ANY_ORIGIN = { "access-control-allow-origin": "*", "access-control-expose-headers": "*" };

/** Undefined where the connection is lost, before the answer or in it. */
async function answerOf(mock: Pick<MockApi, "fetch">, url: string, init: RequestInit) {
  try {
    const response = await mock.fetch(url, init);
    const headers = { ...ANY_ORIGIN, ...Object.fromEntries(response.headers) };
    return { status: response.status, headers, body: await response.text() };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
