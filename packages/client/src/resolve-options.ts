import { MAX_TIMER, requireTimeout } from "./call-options.ts";
import type { ClientOptions } from "./client-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Auth } from "./credentials/auth.ts";
import { endpoints } from "./endpoints.ts";
import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
import type { FetchFunction } from "./fetch/attempt.ts";
import type { RetryOptions } from "./fetch/backoff.ts";
import { createEmitter, type Emit } from "./observe/emitter.ts";
import { requireInteger, requireKnownKeys } from "./validate.ts";

/** Options that were checked, with every default in place. */
export interface ClientSettings {
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly timeout: number;
  readonly retry: Required<RetryOptions>;
  readonly maxConcurrency: number | undefined;
  readonly requestsPerSecond: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: FetchFunction;
  readonly clock: Clock;
  readonly emit: Emit | undefined;
}

const KEYS: Readonly<Record<keyof ClientOptions, true>> = {
  baseUrl: true,
  auth: true,
  timeout: true,
  retry: true,
  maxConcurrency: true,
  requestsPerSecond: true,
  headers: true,
  fetch: true,
  observe: true,
  clock: true,
};

const DEFAULT_RETRY: Required<RetryOptions> = { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 };

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {InvalidArgumentError} naming the option, what was given and what is allowed.
 */
export function resolveOptions(options: ClientOptions): ClientSettings {
  requireKnownKeys(options, Object.keys(KEYS), "the options of createClient");
  const { auth, fetch, observe, requestsPerSecond, clock = systemClock } = options;
  if (typeof auth !== "function") {
    throw new InvalidArgumentError({
      option: "auth",
      allowed: "accessKey(…), token(…) or a function that signs a request",
    });
  }
  requireFunction(fetch, "fetch", "a function like the global fetch");
  requireFunction(observe, "observe", "a function of an event");
  return {
    baseUrl: resolveBaseUrl(options.baseUrl),
    auth,
    timeout: requireTimeout(options.timeout ?? 30_000),
    retry: resolveRetry(options.retry ?? {}),
    maxConcurrency:
      options.maxConcurrency === undefined
        ? undefined
        : requireInteger(options.maxConcurrency, "maxConcurrency", { min: 1, max: 1_000_000 }),
    requestsPerSecond: resolveRate(requestsPerSecond),
    headers: resolveHeaders(options.headers ?? {}),
    fetch: fetch ?? ((request, init) => globalThis.fetch(request, init)),
    clock: resolveClock(clock),
    emit: createEmitter(observe),
  };
}

function requireFunction(value: unknown, option: string, allowed: string): void {
  if (value !== undefined && typeof value !== "function") throw new InvalidArgumentError({ option, value, allowed });
}

function resolveRate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  // No timer can wait for the next request of a rate that is any lower.
  if (typeof value === "number" && value >= 1e-6 && value <= 1_000_000) return value;
  throw new InvalidArgumentError({ option: "requestsPerSecond", value, allowed: "a number from 0.000001 to 1000000" });
}

function resolveClock(clock: Clock): Clock {
  const whole = [clock?.now, clock?.sleep, clock?.random].every((part) => typeof part === "function");
  if (!whole)
    throw new InvalidArgumentError({ option: "clock", value: clock, allowed: "an object with now, sleep and random" });
  return clock;
}

function resolveBaseUrl(value: unknown): string {
  const allowed = `one of endpoints (${Object.keys(endpoints).join(", ")}) or an http(s) URL without query, fragment and user name`;
  const text = value instanceof URL ? value.href : value;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined && url.search + url.hash + url.username + url.password === "" && !/[?#]/.test(String(text));
  if (!plain || (url.protocol !== "https:" && url.protocol !== "http:")) {
    // What stands before an @ or in a query may be a secret, which must not be repeated in an error.
    throw new InvalidArgumentError({ option: "baseUrl", allowed, ...(/[@=]/.test(String(text)) ? {} : { value }) });
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
  requireKnownKeys(headers, Object.keys(headers), "headers"); // a `Headers` would look empty
  for (const [name, value] of Object.entries(headers)) {
    const option = `headers[${JSON.stringify(name)}]`;
    if (RESERVED_HEADERS.has(name.toLowerCase())) {
      throw new InvalidArgumentError({ option, allowed: "left out", hint: "`auth` sets it." });
    }
    if (typeof value !== "string" || !isHeader(name, value)) {
      throw new InvalidArgumentError({ option, allowed: "a header name and a text that HTTP can carry" });
    }
  }
  return { ...headers };
}

function isHeader(name: string, value: string): boolean {
  try {
    return new Headers([[name, value]]).has(name);
  } catch {
    return false;
  }
}
