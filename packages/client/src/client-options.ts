import { MAX_TIMER, requireTimeout } from "./call-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Auth } from "./credentials/auth.ts";
import { endpoints } from "./endpoints.ts";
import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
import type { FetchFunction } from "./fetch/attempt.ts";
import type { RetryOptions } from "./fetch/backoff.ts";
import { requireInteger, requireKnownKeys } from "./validate.ts";

/** How a client is set up. */
export interface ClientOptions {
  /** Where the service answers: one of `endpoints`, or any http(s) URL, with a path where a proxy wants one. */
  readonly baseUrl: string | URL;
  /** What signs each request: `accessKey(…)`, `token(…)`, or a function of your own. */
  readonly auth: Auth;
  /** The limit of one attempt in milliseconds, from connecting to the end of the body. @default 30000 */
  readonly timeout?: number | undefined;
  /** How failed requests are tried again. */
  readonly retry?: RetryOptions | undefined;
  /** Sent with every request, and signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends the requests. @default the global `fetch`, looked up at each call, so that one installed later is used */
  readonly fetch?: FetchFunction | undefined;
  /** The time and the chance to work with, for tests. A `timeout` runs on the machine's clock all the same. */
  readonly clock?: Clock | undefined;
}

/** Options that were checked, with every default in place. */
export interface ClientSettings {
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly timeout: number;
  readonly retry: Required<RetryOptions>;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: FetchFunction;
  readonly clock: Clock;
}

const DEFAULT_RETRY: Required<RetryOptions> = { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {InvalidArgumentError} naming the option, what was given and what is allowed.
 */
export function resolveOptions(options: ClientOptions): ClientSettings {
  const keys = ["baseUrl", "auth", "timeout", "retry", "headers", "fetch", "clock"];
  requireKnownKeys(options, keys, "the options of createClient");
  const { auth, fetch, timeout = 30_000, retry = {}, headers = {}, clock = systemClock } = options;
  if (typeof auth !== "function") {
    throw new InvalidArgumentError({
      option: "auth",
      allowed: "accessKey(…), token(…) or a function that signs a request",
    });
  }
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new InvalidArgumentError({ option: "fetch", value: fetch, allowed: "a function like the global fetch" });
  }
  return {
    baseUrl: resolveBaseUrl(options.baseUrl),
    auth,
    timeout: requireTimeout(timeout),
    retry: resolveRetry(retry),
    headers: resolveHeaders(headers),
    fetch: fetch ?? ((request, init) => globalThis.fetch(request, init)),
    clock,
  };
}

function resolveBaseUrl(value: unknown): string {
  const allowed = `one of endpoints (${Object.keys(endpoints).join(", ")}) or an http(s) URL without query, fragment and user name`;
  const text = value instanceof URL ? value.href : value;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined && url.search + url.hash + url.username + url.password === "" && !/[?#]/.test(String(text));
  if (!plain || (url.protocol !== "https:" && url.protocol !== "http:")) {
    // A URL with a password in it must not be repeated in an error.
    throw new InvalidArgumentError({ option: "baseUrl", allowed, ...(url?.password ? {} : { value }) });
  }
  return url.href.replace(/\/+$/, "");
}

function resolveRetry(retry: RetryOptions): Required<RetryOptions> {
  requireKnownKeys(retry, Object.keys(DEFAULT_RETRY), "retry");
  const given = Object.fromEntries(Object.entries(retry).filter(([, value]) => value !== undefined));
  const { maxAttempts, ...delays } = { ...DEFAULT_RETRY, ...given };
  requireInteger(maxAttempts, "retry.maxAttempts", { min: 1, max: 100 });
  for (const [name, delay] of Object.entries(delays)) {
    requireInteger(delay, `retry.${name}`, { min: 0, max: MAX_TIMER, unit: "milliseconds" });
  }
  return { maxAttempts, ...delays };
}

/** The headers that signing sets, and those that a runtime sets itself. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "host",
  "x-auth-token",
  "x-sdk-date",
  "x-security-token",
]);

function resolveHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    const option = `headers[${JSON.stringify(name)}]`;
    if (RESERVED_HEADERS.has(name.toLowerCase())) {
      throw new InvalidArgumentError({ option, allowed: "left out", hint: "`auth` sets it." });
    }
    try {
      new Headers([[name, value]]);
    } catch {
      throw new InvalidArgumentError({ option, allowed: "a header name and a text that HTTP can carry" });
    }
  }
  return { ...headers };
}
