import { getEventListeners } from "node:events";
import { createMockApi, executions } from "@coc-executions/testkit";
import { expect, test, vi } from "vitest";
import { onAbort } from "./abort.ts";
import { accessKey } from "./auth/access-key.ts";
import { createClient } from "./client.ts";

const credentials = { accessKeyId: "AK", secretAccessKey: "SK" };

test("all who wait on a signal are called once, in the order in which they came, but for those who let go", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const wait = (name: string) => onAbort(controller.signal, () => called.push(name));
  wait("first");
  const letGo = wait("second");
  wait("third");
  letGo();
  letGo();
  controller.abort();
  controller.abort();
  expect(called).toEqual(["first", "third"]);
});

test("who lets go of another while all are called keeps nobody else from it", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const letGoOfFirst = onAbort(controller.signal, () => {
    letGoOfFirst();
    letGoOfSecond();
    called.push("first");
  });
  const letGoOfSecond = onAbort(controller.signal, () => called.push("second"));
  onAbort(controller.signal, () => called.push("third"));
  controller.abort();
  expect(called).toEqual(["first", "third"]);
});

test("a signal has one listener however many wait on it, and none when all have let go", () => {
  const { signal } = new AbortController();
  const listeners = () => getEventListeners(signal, "abort").length;
  const letGos = Array.from({ length: 20 }, () => onAbort(signal, () => undefined));
  expect(listeners()).toBe(1);
  for (const letGo of letGos) letGo();
  expect(listeners()).toBe(0);
  const letGo = onAbort(signal, () => undefined);
  expect(listeners()).toBe(1);
  letGo();
  expect(listeners()).toBe(0);
});

test("of twenty pages and a list with eight windows on their way, no signal gets more than two listeners", async () => {
  const listened = vi.spyOn(EventTarget.prototype, "addEventListener");
  const api = createMockApi({ credentials, executions: executions(2000) });
  const client = createClient({
    baseUrl: "https://coc.example",
    auth: accessKey(credentials),
    maxConcurrency: 8, // so that others stand in line
    fetch: api.fetch,
  });
  const { signal } = new AbortController();
  const list = client.executions.list({}, { pageSize: 10, concurrency: 8, signal });
  const pages = Array.from({ length: 20 }, () => client.executions.listPage({}, { signal }));
  let most = 0;
  for await (const _ of list)
    for (const one of listened.mock.contexts)
      if (one instanceof AbortSignal) most = Math.max(most, getEventListeners(one, "abort").length);
  await Promise.all(pages);
  listened.mockRestore();
  expect(most).toBe(2); // the walk has its own, and one is shared by all requests
});
