import { createMockApi, executions } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { createClient } from "../src/client.ts";
import { isApiError, isListingError } from "../src/index.ts";
import { createRandom } from "./exactness/random.ts";
import { manualClock } from "./manual-clock.ts";

const auth = (request: Request) => request;
const baseUrl = "https://coc.example";
const all = executions(40_000, { seed: 3 });

/** A service that fails, stalls and throttles by a seed; `weather` maps a number from 0 to 1 to what happens. */
function restless(seed: number, weather: (chance: number) => "fails" | "stalls" | "throttles" | "answers") {
  const api = createMockApi({ executions: all });
  const { next } = createRandom(seed);
  let requests = 0;
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    requests++;
    const today = weather(next());
    if (today === "fails") return Promise.resolve(new Response("{}", { status: 503 }));
    if (today === "throttles")
      return Promise.resolve(new Response("{}", { status: 429, headers: { "retry-after": "2" } }));
    if (today === "stalls")
      return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    return api.fetch(url, init);
  };
  return { fetch, requests: () => requests };
}

test.each([1, 2, 3])(
  "40,000 tickets come whole from a service that fails one request in five, stalls and throttles",
  async (seed) => {
    const { fetch } = restless(seed, (chance) =>
      chance < 0.2 ? "fails" : chance < 0.21 ? "stalls" : chance < 0.25 ? "throttles" : "answers",
    );
    const client = createClient({ baseUrl, auth, fetch, clock: manualClock(), timeout: 20 });
    const list = client.executions.list({}, { pageSize: 200 });
    const came = await list.toArray();
    expect(new Set(came.map(({ execution_id }) => execution_id)).size).toBe(40_000);
    expect(came).toHaveLength(40_000);
    expect(list.receipt()).toMatchObject({ complete: true, rows: 40_000 });
  },
);

test("a service that is down from the start fails as fast as one call", async () => {
  const { fetch, requests } = restless(1, () => "fails");
  const client = createClient({ baseUrl, auth, fetch, clock: manualClock() });
  await expect(client.executions.list().toArray()).rejects.toSatisfy(isApiError);
  expect(requests()).toBe(3);
});

test("a service that goes down in the midst of a list ends it after a bounded number of requests", async () => {
  let served = 0;
  const { fetch, requests } = restless(1, () => (served++ < 50 ? "answers" : "fails"));
  const clock = manualClock();
  const client = createClient({ baseUrl, auth, fetch, clock });
  const list = client.executions.list({}, { concurrency: 1 });
  await expect(list.toArray()).rejects.toSatisfy(isApiError);
  expect(requests()).toBeLessThanOrEqual(50 + 11 * 3);
});

test("a wait that is longer than maxRetryAfter is not asked for again and again", async () => {
  let served = 0;
  const api = createMockApi({ executions: all });
  let requests = 0;
  const fetch = (url: string, init: RequestInit) => {
    requests++;
    if (served++ < 20) return api.fetch(url, init);
    return Promise.resolve(new Response("{}", { status: 429, headers: { "retry-after": "3600" } }));
  };
  const client = createClient({ baseUrl, auth, fetch, clock: manualClock() });
  const list = client.executions.list({}, { concurrency: 1 });
  await expect(list.toArray()).rejects.toMatchObject({ status: 429, retryAfter: 3_600_000 });
  expect(requests).toBe(21);
});

test("seven pages of a user interface, each from the checkpoint of the last, take seven requests", async () => {
  const api = createMockApi({ executions: executions(140, { seed: 5 }) });
  const client = createClient({ baseUrl, auth, fetch: api.fetch });
  const ids: string[] = [];
  let from: string | undefined;
  for (let page = 0; page < 7; page++) {
    const list = client.executions.list({}, { pageSize: 20, maxItems: 20, from });
    for await (const { items } of list.byPage()) ids.push(...items.map(({ execution_id }) => execution_id));
    from = JSON.stringify(list.checkpoint());
  }
  expect(new Set(ids).size).toBe(140);
  expect(api.calls).toHaveLength(7);
});

test("onProgress counts from where the first run began, across a resumption", async () => {
  const api = createMockApi({ executions: executions(1000, { seed: 5 }) });
  const client = createClient({ baseUrl, auth, fetch: api.fetch });
  const told: { loaded: number; total: number | undefined }[] = [];
  const onProgress = (progress: { loaded: number; total: number | undefined }) => void told.push(progress);
  const first = client.executions.list({}, { onProgress, concurrency: 1 });
  let taken = 0;
  for await (const _ of first) if (++taken === 298) break;
  const before = told.length;
  await client.executions.list({}, { onProgress, concurrency: 1, from: first.checkpoint() }).toArray();
  expect(told[before - 1]).toEqual({ loaded: 298, total: 1000 });
  expect(told[before]?.loaded).toBeGreaterThan(298);
  expect(told[before]?.loaded).toBeLessThanOrEqual(398);
  expect(told.at(-1)).toEqual({ loaded: 1000, total: 1000 });
  expect(told.map(({ loaded }) => loaded)).toEqual(told.map(({ loaded }) => loaded).sort((a, b) => a - b));
});

test("without a filter a list takes that of the checkpoint; another one is refused by name", async () => {
  const api = createMockApi({ executions: executions(300, { seed: 5 }) });
  const client = createClient({ baseUrl, auth, fetch: api.fetch });
  const start_time = all.map((one) => Number(one.start_time)).sort((a, b) => a - b)[0] ?? 0;
  const filter = { start_time, exclude_child_executions: true };
  const whole = await client.executions.list(filter).toArray();
  const first = client.executions.list(filter, { pageSize: 50 });
  const came: string[] = [];
  for await (const { execution_id } of first) {
    came.push(execution_id);
    if (came.length === 120) break;
  }
  for (const from of [first.checkpoint(), JSON.stringify(first.checkpoint())]) {
    for (const none of [undefined, {}, { creator: undefined }]) {
      const rest = await client.executions.list(none, { from }).toArray();
      expect([...came, ...rest.map(({ execution_id }) => execution_id)]).toEqual(
        whole.map(({ execution_id }) => execution_id),
      );
    }
    expect(() => client.executions.list({ creator: "ops" }, { from })).toThrow(
      /from must be a checkpoint of the same query: it is of .*start_time.*, this listing of {"creator":"ops"}/,
    );
  }
  expect(api.calls.every(({ url }) => url.includes("exclude_child_executions=true"))).toBe(true);
});

test("a checkpoint with a filter that nothing can be asked by is refused", () => {
  const client = createClient({ baseUrl, auth, fetch: async () => new Response() });
  const from = { version: 1, offset: 0, anchors: [], done: false, site: baseUrl, query: { colour: "red" } } as const;
  expect(() => client.executions.list({}, { from })).toThrow(
    /each key of the query of the checkpoint must be one of .*, not "colour"/,
  );
});

test("a concurrency above the maxConcurrency that was set is refused; where none was set it is followed", async () => {
  const set = createClient({ baseUrl, auth, maxConcurrency: 8, fetch: async () => new Response() });
  expect(() => set.executions.list({}, { concurrency: 16 })).toThrow(
    "concurrency must be at most 8, the maxConcurrency of the client, not 16",
  );
  const api = createMockApi({ executions: executions(4000, { seed: 5 }) });
  let inFlight = 0;
  let most = 0;
  const fetch = async (url: string, init: RequestInit) => {
    most = Math.max(most, ++inFlight);
    const response = await api.fetch(url, init);
    inFlight--;
    return response;
  };
  const free = createClient({ baseUrl, auth, fetch });
  const list = free.executions.list({}, { concurrency: 16 });
  expect(await list.toArray()).toHaveLength(4000);
  expect(most).toBe(16);
  expect(list.receipt().maxInFlight).toBe(16);
});

test("requests are kept out of caches; a runtime that throws on that is asked without, from then on", async () => {
  const modes: (RequestCache | undefined)[] = [];
  const api = createMockApi({ executions: executions(5, { seed: 5 }) });
  const modern = createClient({
    baseUrl,
    auth,
    fetch(url, init) {
      modes.push(init.cache);
      return api.fetch(url, init);
    },
  });
  await modern.executions.listPage();
  expect(modes).toEqual(["no-store"]);

  modes.length = 0;
  const worker = createClient({
    baseUrl,
    auth,
    fetch(url, init) {
      modes.push(init.cache);
      if (init.cache !== undefined)
        throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
      return api.fetch(url, init);
    },
  });
  await worker.executions.listPage();
  await worker.executions.listPage();
  expect(modes).toEqual(["no-store", undefined, undefined]);
});

test("an order that changes all the time ends in an error without a checkpoint, which says so", async () => {
  const { next } = createRandom(9);
  const fetch = async (url: string) => {
    const { searchParams } = new URL(url);
    const [offset, limit] = [Number(searchParams.get("offset")), Number(searchParams.get("limit"))];
    const keys = new Map(all.slice(0, 2000).map((one) => [one, next()]));
    const data = [...keys.keys()].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0)).slice(offset, offset + limit);
    return Response.json({ data, total: 2000 });
  };
  const client = createClient({ baseUrl, auth, fetch, clock: manualClock() });
  const error = await client.executions
    .list()
    .toArray()
    .catch((thrown: unknown) => thrown);
  if (!isListingError(error)) throw error;
  expect(error.checkpoint).toBeUndefined();
  expect(error.message).toContain("There is no checkpoint to continue from: list again from the start");
});
