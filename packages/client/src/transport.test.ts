import { expect, onTestFinished, test, vi } from "vitest";
import type { ClientOptions } from "./client-options.ts";
import { endpoints } from "./endpoints.ts";
import { createTransport } from "./transport.ts";

const auth = (request: Request) => request;
const resolve = (options: object) => createTransport({ baseUrl: endpoints.china, auth, ...options } as ClientOptions);

test("the defaults", () => {
  expect(resolve({})).toMatchObject({
    baseUrl: "https://coc.myhuaweicloud.com",
    timeout: 30_000,
    retry: { maxAttempts: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000 },
    headers: {},
  });
});

test("a part of retry leaves the other defaults", () => {
  expect(resolve({ retry: { maxAttempts: 5, baseDelay: undefined } }).retry).toEqual({
    maxAttempts: 5,
    baseDelay: 500,
    maxDelay: 8000,
    maxRetryAfter: 60_000,
  });
});

test.each([
  ["https://proxy.example/coc/", "https://proxy.example/coc"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  [new URL("https://proxy.example/coc"), "https://proxy.example/coc"],
])("the base URL %s", (baseUrl, wanted) => {
  expect(resolve({ baseUrl }).baseUrl).toBe(wanted);
});

const refused: [options: object, message: RegExp][] = [
  [
    { baseUrl: undefined },
    /^baseUrl must be one of endpoints \(china, international, europe\) or an http\(s\) URL .*, not undefined\.$/,
  ],
  [{ baseUrl: "" }, /^baseUrl must be .*, not ""/],
  [{ baseUrl: "international" }, /^baseUrl must be .*, not "international"/],
  [{ baseUrl: "coc.example" }, /^baseUrl/],
  [{ baseUrl: "ftp://coc.example" }, /^baseUrl must be .*, not "ftp:\/\/coc\.example"/],
  [{ baseUrl: "https://coc.example/?region=1" }, /^baseUrl/],
  [{ baseUrl: "https://coc.example/?" }, /^baseUrl/],
  [{ baseUrl: "https://coc.example/#x" }, /^baseUrl/],
  [{ auth: undefined }, /^auth must be accessKey/],
  [
    { auth: { accessKeyId: "a", secretAccessKey: "s3cret" } },
    /^auth must be accessKey\(…\), token\(…\) or a function that signs a request\.$/,
  ],
  [{ auth: "s3cret-token" }, /^auth must be accessKey\(…\), token\(…\) or a function that signs a request\.$/],
  [{ timeout: 0 }, /^timeout must be an integer from 1 to 2147483647 \(milliseconds\), not 0\.$/],
  [{ timeout: Number.POSITIVE_INFINITY }, /^timeout .* not Infinity/],
  [{ timeout: "30s" }, /^timeout .* not "30s"/],
  [{ retry: { maxAttempts: 0 } }, /^retry\.maxAttempts must be an integer from 1 to 100, not 0/],
  [{ retry: { baseDelay: -1 } }, /^retry\.baseDelay must be/],
  [
    { retry: { attempts: 3 } },
    /^each key of retry must be one of maxAttempts, baseDelay, maxDelay, maxRetryAfter, not "attempts"/,
  ],
  [{ retry: 3 }, /^retry must be an object, not 3/],
  [{ fetch: "node-fetch" }, /^fetch must be a function/],
  [{ observe: {} }, /^observe must be a function of an event/],
  [{ maxConcurrency: 0 }, /^maxConcurrency must be an integer from 1/],
  [{ requestsPerSecond: 0 }, /^requestsPerSecond must be a number from 0\.000001 to 1000000, not 0/],
  [{ requestsPerSecond: 1e-9 }, /^requestsPerSecond .* not 1e-9/],
  [{ requestsPerSecond: Number.NaN }, /^requestsPerSecond .* not NaN/],
  [{ clock: { now: () => 0 } }, /^clock must be an object with now, sleep and random/],
  [{ headers: { Authorization: "x" } }, /^headers\["Authorization"\] must be left out\. `auth` sets it/],
  [{ headers: { "x-team": "a\nb" } }, /^headers\["x-team"\] must be a header name and a value that HTTP can carry/],
  [{ headers: { "x-team": undefined } }, /^headers\["x-team"\] must be a header name and a value/],
  [{ headers: new Headers({ "x-team": "a" }) }, /^headers must be an object, not a Headers\.$/],
  [{ headers: [["x-team", "a"]] }, /^headers must be an object, not an array\.$/],
  [{ headers: "x-team: a" }, /^headers must be an object, not "x-team: a"\.$/],
  [
    { baseURL: "https://coc.example" },
    /^each key of the options of the client must be one of baseUrl, .*, not "baseURL"/,
  ],
];

test.each(refused)("%o is refused", (options, message) => {
  expect(() => resolve(options)).toThrow(message);
  expect(() => resolve(options)).toThrow(expect.objectContaining({ name: "InvalidArgumentError" }));
});

test.each([
  "https://user:hunter2@coc.example",
  "https://hunter2@coc.example",
  "https://user:hunter2@coc.example:99999",
  "https://coc.example/?token=hunter2",
])("%s is refused, and its secret not repeated", (baseUrl) => {
  expect(() => resolve({ baseUrl })).toThrow(/^baseUrl must be /);
  expect(() => resolve({ baseUrl })).not.toThrow(/hunter2/);
});

test("in a browser a path alone is one of the page's own origin", () => {
  vi.stubGlobal("location", { origin: "https://console.example" });
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(resolve({ baseUrl: "/coc" }).baseUrl).toBe("https://console.example/coc");
  expect(resolve({ baseUrl: "/" }).baseUrl).toBe("https://console.example");
  expect(() => resolve({ baseUrl: "//evil.example" })).toThrow(/^baseUrl must be /);
  expect(() => resolve({ baseUrl: "/coc?x=1" })).toThrow(/^baseUrl must be /);
});

test("elsewhere a path alone is refused, and why", () => {
  expect(() => resolve({ baseUrl: "/coc" })).toThrow(
    /, not "\/coc"\. A path alone works in a browser only, where it is a path of the page's own origin\.$/,
  );
});
