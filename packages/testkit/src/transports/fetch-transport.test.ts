import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { executions } from "../data/executions.ts";
import { createMockApi } from "../mock-api/create-mock-api.ts";

const URL_OF_LIST = "https://coc.example/v1/executions";

test.each([
  ["a text", URL_OF_LIST],
  ["a URL", new URL(URL_OF_LIST)],
  ["a Request", new Request(URL_OF_LIST)],
])("takes %s", async (_, input) => {
  expect((await createMockApi().fetch(input)).status).toBe(200);
});

test("takes what init says over what the Request says", async () => {
  const mock = createMockApi();
  await mock.fetch(new Request(URL_OF_LIST, { headers: { "x-language": "zh-cn" } }), {
    headers: { "x-language": "en-us" },
  });
  expect(mock.calls[0]?.headers["x-language"]).toBe("en-us");
});

test.each<[string, (signal: AbortSignal) => [RequestInfo, RequestInit?]]>([
  ["of init", (signal) => [URL_OF_LIST, { signal }]],
  ["of the Request", (signal) => [new Request(URL_OF_LIST, { signal })]],
])("rejects with the reason of the signal %s, aborted before or during the call", async (_, call) => {
  const reason = { any: "value" };
  const mock = createMockApi({ latency: 60_000 });
  await expect(mock.fetch(...call(AbortSignal.abort(reason)))).rejects.toBe(reason);
  expect(mock.calls).toHaveLength(0);

  const controller = new AbortController();
  const calling = mock.fetch(...call(controller.signal));
  setTimeout(() => controller.abort(reason), 5);
  await expect(calling).rejects.toBe(reason);
  expect(mock.calls).toHaveLength(1);
});

test.each<["hang" | "hang-in-body", (signal: AbortSignal) => [string | Request, RequestInit?]]>([
  ["hang", (signal) => [URL_OF_LIST, { signal }]],
  ["hang", (signal) => [new Request(URL_OF_LIST, { signal })]],
  ["hang-in-body", (signal) => [URL_OF_LIST, { signal }]],
  ["hang-in-body", (signal) => [new Request(URL_OF_LIST, { signal })]],
])("a call that must %s still hears its caller after a garbage collection", async (kind, call) => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const mock = createMockApi({ executions: executions(5) });
  mock.fail({ kind });
  const controller = new AbortController();
  const rejected = expect(mock.fetch(...call(controller.signal)).then((response) => response.text())).rejects.toThrow(
    "enough",
  );
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    collectGarbage();
  }
  controller.abort(new Error("enough"));
  await rejected;
});

test("stops a slow body when the caller gives up", async () => {
  const mock = createMockApi({ executions: executions(5) });
  mock.fail({ kind: "slow-body", delay: 60_000 });
  const controller = new AbortController();
  const response = await mock.fetch(URL_OF_LIST, { signal: controller.signal });
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 5);
  await expect(response.text()).rejects.toBe(reason);
});

test.each([
  ["error", "unexpected redirect"],
  ["follow", "a redirect to https://elsewhere.example/ was to be followed, and this mock follows none"],
] as const)("follows no redirect: %s rejects", async (redirect, message) => {
  const mock = createMockApi();
  mock.fail({ kind: "redirect", location: "https://elsewhere.example/" });
  await expect(mock.fetch(URL_OF_LIST, { redirect })).rejects.toMatchObject({ name: "TypeError", cause: { message } });
});

test("rejects a URL that is none, as fetch does", async () => {
  await expect(createMockApi().fetch("/v1/executions")).rejects.toThrow(TypeError);
});

test("tells the URL of an answer, which older versions of MSW 2 may define once more", async () => {
  const response = await createMockApi().fetch(`${URL_OF_LIST}?limit=2`);
  expect(response.url).toBe(`${URL_OF_LIST}?limit=2`);
  Object.defineProperty(response, "url", { value: "https://other.example/" });
  expect(response.url).toBe("https://other.example/");
});
