import { expect, test } from "vitest";
import { isBrowser } from "./access-key.ts";

const firefox = { userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0" };
class WorkerGlobalScope {}

test.each([
  ["a page", true, { window: {}, document: {}, navigator: firefox }],
  ["a page's worker", true, { WorkerGlobalScope, navigator: firefox }],
  ["Node", false, { navigator: { userAgent: "Node.js/24" } }],
  ["Deno", false, { window: {}, navigator: { userAgent: "Deno/2.5.0" } }],
  ["a worker in Deno", false, { WorkerGlobalScope, navigator: { userAgent: "Deno/2.5.0" } }],
  ["Cloudflare Workers", false, { WorkerGlobalScope, navigator: { userAgent: "Cloudflare-Workers" } }],
  ["a worker scope without a navigator", false, { WorkerGlobalScope }],
  ["React Native", false, { window: {}, navigator: {} }],
])("%s: %s", (_, expected, scope) => {
  expect(isBrowser(scope)).toBe(expected);
});

test("this process is none", () => {
  expect(isBrowser()).toBe(false);
});
