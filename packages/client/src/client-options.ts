import type { Auth } from "./auth/auth.ts";
import type { Clock } from "./clock.ts";
import { resolveBaseUrl } from "./endpoints.ts";
import { InvalidArgumentError } from "./errors.ts";
import type { Observe } from "./events.ts";
import type { FetchFunction } from "./http/fetch.ts";
import { RETRY_CHECKS, type RetryOptions } from "./http/retry.ts";
import {
  abortSignal,
  type Check,
  type Checks,
  check,
  checkOptions,
  func,
  group,
  integer,
  milliseconds,
  requireObject,
} from "./options.ts";

/** How a client is set up. */
export interface ClientOptions {
  /**
   * Where the service is: one of `endpoints`, or any http(s) URL, with a path if a proxy needs one. In a browser a path alone,
   * such as `/coc`, is one of the page's own origin.
   */
  readonly baseUrl: string | URL;
  /** What signs each request: `accessKey(…)`, `token(…)`, or a function of your own. */
  readonly auth: Auth;
  /** The time limit of one attempt in milliseconds, from asking for credentials to the end of the body. @default 30000 */
  readonly timeout?: number | undefined;
  /** How failed requests are retried. */
  readonly retry?: RetryOptions | undefined;
  /**
   * Requests in flight at a time; further ones are queued. A list whose `concurrency` is higher is refused.
   *
   * @default 8, or the `concurrency` of a list if that is higher
   */
  readonly maxConcurrency?: number | undefined;
  /** Requests that may start within a second. @default none */
  readonly requestsPerSecond?: number | undefined;
  /** The longest body that is read, in bytes after decompression; of an error response at most 1 MiB. @default 67108864, 64 MiB */
  readonly maxResponseBytes?: number | undefined;
  /** Headers sent with every request, and signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends the requests. @default the global `fetch`, looked up at each call, so that one installed later is used */
  readonly fetch?: FetchFunction | undefined;
  /** Called for each request, response, retry, page, refresh of credentials, and departure from the contract. */
  readonly observe?: Observe | undefined;
  /** Time and randomness used by the client, for tests. Without a `timer` of its own, time limits run on the machine's clock. */
  readonly clock?: Clock | undefined;
}

/** What one call may change of the client's settings. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The time limit of one attempt in milliseconds, instead of the client's. */
  readonly timeout?: number | undefined;
  /** How failed requests are retried; what is left out is as the client has it. */
  readonly retry?: RetryOptions | undefined;
  /** Headers sent with this call beside the client's, and signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The headers that signing sets, and those that a runtime sets itself. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "host",
  "x-auth-token",
  "x-sdk-date",
  "x-security-token",
]);

const httpHeaders: Check = (value, option) => {
  for (const [name, text] of Object.entries(requireObject(value, option))) {
    const header = `${option}[${JSON.stringify(name)}]`;
    if (RESERVED_HEADERS.has(name.toLowerCase()))
      throw new InvalidArgumentError({ option: header, allowed: "left out", hint: "`auth` sets it." });
    if (typeof text !== "string" || !isHeader(name, text))
      throw new InvalidArgumentError({ option: header, allowed: "a header name and a value that HTTP can carry" });
  }
};

function isHeader(name: string, value: string): boolean {
  try {
    return new Headers([[name, value]]).has(name);
  } catch {
    return false;
  }
}

/** What was given instead is not repeated: it may be a secret. */
const signer: Check = (value, option) => {
  if (typeof value === "function") return;
  throw new InvalidArgumentError({ option, allowed: "accessKey(…), token(…) or a function that signs a request" });
};

const isClock = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  ["now", "sleep", "random"].every((part) => typeof Reflect.get(value, part) === "function");

const CALL_CHECKS: Checks<CallOptions> = {
  signal: abortSignal,
  timeout: milliseconds(1),
  retry: group(RETRY_CHECKS),
  headers: httpHeaders,
};

const CLIENT_CHECKS: Checks<ClientOptions> = {
  baseUrl: resolveBaseUrl,
  auth: signer,
  timeout: CALL_CHECKS.timeout,
  retry: CALL_CHECKS.retry,
  maxConcurrency: integer(1, 1_000_000),
  // No timer can wait for the next request of a rate that is any lower.
  requestsPerSecond: check(
    (value) => typeof value === "number" && value >= 1e-6 && value <= 1_000_000,
    "a number from 0.000001 to 1000000",
  ),
  maxResponseBytes: integer(1, Number.MAX_SAFE_INTEGER, "bytes"),
  headers: httpHeaders,
  fetch: func("a function like the global fetch"),
  observe: func("a function of an event"),
  clock: check(isClock, "an object with now, sleep and random"),
};

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function checkClientOptions(options: ClientOptions): ClientOptions {
  checkOptions(options, CLIENT_CHECKS, "the options of the client");
  // These two are required; their checks say what they may be.
  CLIENT_CHECKS.baseUrl(options.baseUrl, "baseUrl");
  CLIENT_CHECKS.auth(options.auth, "auth");
  return options;
}

/** @throws {InvalidArgumentError} naming the option, what was given and what is allowed. */
export function checkCallOptions(options: CallOptions = {}): CallOptions {
  return checkOptions(options, CALL_CHECKS, "the options of a call");
}
