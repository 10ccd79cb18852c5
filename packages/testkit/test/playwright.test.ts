import { expect, test } from "vitest";
import { executions } from "../src/data/executions.ts";
import { createMockApi } from "../src/mock-api/create-mock-api.ts";
import { type PageRoute, routeTo } from "../src/playwright.ts";

/** A page's request, and what became of it. */
function routeOf(url: string, { method = "GET", body }: { method?: string; body?: string } = {}) {
  const done: unknown[] = [];
  const route: PageRoute = {
    request: () => ({
      url: () => url,
      method: () => method,
      allHeaders: async () => ({ ":authority": "coc.example", "x-auth-token": "secret" }),
      postDataBuffer: () => (body === undefined ? null : Buffer.from(body)),
    }),
    fulfill: async (response) => void done.push(response),
    abort: async (code) => void done.push(code),
  };
  return { route, done };
}

const LIST = "https://coc.example/v1/executions?limit=2";

test("answers what a page asks, of any origin", async () => {
  const mock = createMockApi({ executions: executions(3), token: "secret" });
  const { route, done } = routeOf(LIST);
  await routeTo(mock)(route);
  expect(done).toEqual([
    {
      status: 200,
      headers: expect.objectContaining({ "access-control-allow-origin": "*", "content-type": "application/json" }),
      body: JSON.stringify({ data: executions(3).slice(0, 2), total: 3 }),
    },
  ]);
  expect(mock.calls[0]?.query).toEqual({ limit: 2 });
});

test("hands on a redirect and another method as they are", async () => {
  const mock = createMockApi({ token: "secret" });
  mock.fail({ kind: "redirect", location: "/login" });
  const redirected = routeOf(LIST);
  await routeTo(mock)(redirected.route);
  expect(redirected.done).toMatchObject([{ status: 307, headers: { location: "/login" } }]);
  const posted = routeOf(LIST, { method: "POST", body: "{}" });
  await routeTo(mock)(posted.route);
  expect(posted.done).toMatchObject([{ status: 405 }]);
});

test.each(["reset", "reset-in-body"] as const)("a %s is a lost connection", async (kind) => {
  const mock = createMockApi({ executions: executions(3) });
  mock.fail({ kind });
  const { route, done } = routeOf(LIST);
  await routeTo(mock)(route);
  expect(done).toEqual(["connectionreset"]);
});

test("a mistake of the test's own is told to Playwright", async () => {
  const mock = { fetch: () => Promise.reject(new Error("a mistake")) };
  await expect(routeTo(mock)(routeOf(LIST).route)).rejects.toThrow("a mistake");
});
