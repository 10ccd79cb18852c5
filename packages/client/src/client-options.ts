import type { Clock } from "./clock.ts";
import type { Auth } from "./credentials/auth.ts";
import type { FetchFunction } from "./fetch/attempt.ts";
import type { RetryOptions } from "./fetch/backoff.ts";
import type { Observe } from "./observe/client-event.ts";

/** How a client is set up. */
export interface ClientOptions {
  /** Where the service answers: one of `endpoints`, or any http(s) URL, with a path where a proxy wants one. */
  readonly baseUrl: string | URL;
  /** What signs each request: `accessKey(…)`, `token(…)`, or a function of your own. */
  readonly auth: Auth;
  /** The limit of one attempt in milliseconds, from asking for credentials to the end of the body. @default 30000 */
  readonly timeout?: number | undefined;
  /** How failed requests are tried again. */
  readonly retry?: RetryOptions | undefined;
  /**
   * Requests in flight at a time; further ones wait their turn. A list whose `concurrency` is higher is refused.
   *
   * @default 8, or the `concurrency` of a list if that is higher
   */
  readonly maxConcurrency?: number | undefined;
  /** Requests that may start within a second. @default none */
  readonly requestsPerSecond?: number | undefined;
  /** Sent with every request, and signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends the requests. @default the global `fetch`, looked up at each call, so that one installed later is used */
  readonly fetch?: FetchFunction | undefined;
  /** Is told of each request, answer, retry, page, refresh of credentials, and departure from the contract. */
  readonly observe?: Observe | undefined;
  /** The time and the chance to work with, for tests. A `timeout` runs on the machine's clock all the same. */
  readonly clock?: Clock | undefined;
}
