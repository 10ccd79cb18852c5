import { InvalidArgumentError, isErrorLike } from "../errors.ts";

/**
 * The part of `fetch` that is used. It is called with a URL, not with a `Request`, since an implementation of another package
 * cannot read the `Request` of this runtime.
 */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** How requests are sent. */
export interface FetchContext {
  readonly fetch: FetchFunction;
  /** What each request is sent with besides; it is changed if the runtime cannot take it. */
  fetchOptions: RequestInit;
}

/**
 * What every request is sent with. A redirect is never followed: `fetch` would carry X-Security-Token to wherever it points.
 * No response comes from a cache, since a listing that repeats a request must see the list as it is.
 */
export const FETCH_OPTIONS: RequestInit = { redirect: "manual", cache: "no-store" };

/** Some runtimes without an HTTP cache throw on `cache`, as Cloudflare Workers did until their compatibility date of November 2024. */
export async function fetchUncached(request: Request, context: FetchContext, signal: AbortSignal): Promise<Response> {
  const { fetch, fetchOptions } = context;
  const init = { ...(await toInit(request)), signal };
  try {
    return await fetch(request.url, { ...init, ...fetchOptions });
  } catch (error) {
    if (signal.aborted || fetchOptions.cache === undefined || !/\bcache\b/i.test(String(error))) throw error;
    context.fetchOptions = { redirect: "manual" };
    return fetch(request.url, { ...init, ...context.fetchOptions });
  }
}

/** A request in the form that every `fetch` can read. */
async function toInit(request: Request): Promise<RequestInit> {
  const { method, headers, credentials } = request;
  const init: RequestInit = { method, headers: [...headers] };
  if (method !== "GET" && method !== "HEAD") init.body = await request.clone().arrayBuffer();
  if (credentials === "include" || credentials === "omit") init.credentials = credentials; // some runtimes refuse the default
  return init;
}

/** @throws {InvalidArgumentError} if a `fetch` of the caller's resolves to something else. */
export function requireResponse(value: unknown): void {
  if (typeof value === "object" && value !== null && "headers" in value && "status" in value && "text" in value) {
    const { headers } = value;
    if (typeof headers === "object" && headers !== null && "get" in headers) return; // recognised by its properties: it may be of another implementation
  }
  throw new InvalidArgumentError({ option: "fetch", allowed: "a function that resolves to a Response", value });
}

/** What Next.js throws to end a rendering has a `digest`, and must reach it untouched. */
export function isControlFlow(thrown: unknown): boolean {
  return isErrorLike(thrown) && "digest" in thrown;
}
