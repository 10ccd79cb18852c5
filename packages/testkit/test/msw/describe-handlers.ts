import type { handlers as Handlers } from "@coc-executions/testkit/msw";
import { afterEach, expect, test } from "vitest";
import { executions } from "../../src/data/executions.ts";
import { fixtures } from "../../src/data/fixtures.ts";
import { stories } from "../../src/data/stories.ts";
import { createMockApi, type MockApi } from "../../src/mock-api/create-mock-api.ts";

/** What the tests need of MSW's server, whatever its version. */
export interface Interceptor {
  listen(): void;
  close(): void;
}

const URL_OF_LIST = "https://coc.example/v1/executions";

/** The tests of the handlers, as they are made and set up with one version of MSW. */
export function describeHandlers(
  handlers: typeof Handlers,
  setUp: (...given: ReturnType<typeof Handlers>) => Interceptor,
  hanging: readonly ("hang" | "hang-in-body")[],
): void {
  const servers: Interceptor[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  function listen(given: ReturnType<typeof Handlers>): void {
    const server = setUp(...given);
    server.listen();
    servers.push(server);
  }

  function start(options: Parameters<typeof createMockApi>[0]): MockApi {
    const mock = createMockApi(options);
    listen(handlers(mock));
    return mock;
  }

  test("answers the global fetch, whatever host is asked", async () => {
    const mock = start({ executions: fixtures.vendorList });
    const response = await fetch(`${URL_OF_LIST}?offset=0&limit=2`);
    expect(await response.json()).toEqual({ data: fixtures.vendorExample, total: 718 });
    expect(response.headers.get("x-request-id")).toBe(mock.calls[0]?.requestId);
    expect(mock.calls).toMatchObject([{ url: `${URL_OF_LIST}?offset=0&limit=2`, query: { offset: 0, limit: 2 } }]);
  });

  test("answers for one ticket, its steps and their instances", async () => {
    const mock = start(stories.instancesFailed);
    const [ticket] = mock.executions.all();
    const id = ticket?.execution_id ?? "";
    const read = async (path: string) => (await fetch(`${URL_OF_LIST}${path}`)).json();
    expect(await read(`/${id}`)).toEqual({ data: ticket });
    const { data: steps } = await read(`/${id}/steps`);
    expect(steps).toEqual(mock.executions.steps(id));
    expect(await read(`/instances?execution_step_id=${steps[0].execution_step_id}`)).toMatchObject({ total: 40 });
  });

  test("checks signatures over what was sent", async () => {
    const mock = start({
      credentials: { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" },
      now: () => Date.UTC(2025, 6, 1, 12),
    });
    const ask = (signature: string) =>
      fetch("https://coc.myhuaweicloud.com/v1/executions?limit=2&offset=0", {
        headers: {
          "x-sdk-date": "20250701T120000Z",
          authorization: `SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
        },
      });
    expect((await ask("768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64")).status).toBe(200);
    expect((await ask("0".repeat(64))).status).toBe(401);
    expect(mock.calls.map(({ signedBy }) => signedBy)).toEqual(["AccessKey", undefined]);
  });

  test("takes the one base URL that it is given, with or without a slash at its end", async () => {
    const [first, second, others] = [createMockApi(), createMockApi(), createMockApi()];
    const withSlash = { baseUrl: "https://first.example/" };
    listen([
      ...handlers(first, withSlash),
      ...handlers(second, { baseUrl: "https://second.example" }),
      ...handlers(others),
    ]);
    for (const host of ["first", "second", "third", "first"]) await fetch(`https://${host}.example/v1/executions`);
    expect([first, second, others].map(({ calls }) => calls.length)).toEqual([2, 1, 1]);
  });

  test("hands on a status with its headers, and a body as it is", async () => {
    const mock = start({ executions: executions(3) });
    mock.fail({ kind: "throttled", retryAfter: { seconds: 2 } });
    mock.fail({ kind: "truncated-json" });
    const throttled = await fetch(URL_OF_LIST);
    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "2"]);
    await expect((await fetch(URL_OF_LIST)).json()).rejects.toThrow(SyntaxError);
  });

  test.each(["reset", "reset-in-body"] as const)("loses the connection for %s", async (kind) => {
    const mock = start({ executions: executions(3) });
    mock.fail({ kind });
    await expect(fetch(URL_OF_LIST).then((response) => response.text())).rejects.toThrow(TypeError);
  });

  test.each(hanging)("lets a caller give up on %s", async (kind) => {
    const mock = start({ executions: executions(3) });
    mock.fail({ kind });
    const controller = new AbortController();
    const asking = fetch(URL_OF_LIST, { signal: controller.signal }).then((response) => response.text());
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(asking).rejects.toThrow("enough");
  });

  test("hands a redirect on to whoever does not follow it", async () => {
    const mock = start({});
    mock.fail({ kind: "redirect", location: "https://elsewhere.example/" });
    await expect(fetch(URL_OF_LIST, { redirect: "error" })).rejects.toThrow(TypeError);
    mock.fail({ kind: "redirect", location: "https://elsewhere.example/" });
    expect((await fetch(URL_OF_LIST, { redirect: "manual" })).status).toBe(307);
  });

  test.each(["https://gateway.example/coc", "https://gateway.example/coc/"])(
    "takes a base with a path: %s",
    async (baseUrl) => {
      listen(handlers(createMockApi(stories.instancesFailed), { baseUrl }));
      expect((await (await fetch("https://gateway.example/coc/v1/executions")).json()).total).toBe(1);
      expect((await fetch("https://gateway.example/coc/v1/executions/EX1/steps")).status).toBe(200);
    },
  );

  test.each(["coc.example", "https://coc.example/?a=1"])("refuses the base URL %s", (baseUrl) => {
    expect(() => handlers(createMockApi(), { baseUrl })).toThrow(
      `baseUrl must be a URL without a query, not "${baseUrl}".`,
    );
  });
}
