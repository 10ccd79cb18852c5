import { createMockApi, executions, virtualClock } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { accessKey, createClient, type Execution, isListingError, isTerminal } from "../src/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A service that fails, stalls and changes its key while its list lives, by a clock that makes hours pass in no time. */
function setUp(seed: number) {
  const clock = virtualClock({ seed });
  const key = { accessKeyId: "AccessKey0", secretAccessKey: "SecretKey0" };
  const mock = createMockApi({
    ...{ executions: executions(200, { seed, newest: clock.now() }), clock, seed },
    credentials: key,
    simulate: { startsPerHour: 120 },
  });
  for (const fault of [
    { kind: "status", status: 503, rate: 0.01 },
    { kind: "status", status: 500, from: "service", rate: 0.01 },
    { kind: "throttled", retryAfter: { seconds: 2 }, rate: 0.015 },
    { kind: "reset", rate: 0.015 },
    { kind: "reset-in-body", rate: 0.01 },
    { kind: "truncated-json", rate: 0.01 },
    { kind: "html", rate: 0.01 },
    { kind: "hang", rate: 0.01 },
    { kind: "hang-in-body", rate: 0.01 },
    { kind: "clamped-limit", limit: 7, rate: 0.015 },
    { kind: "empty-page", rate: 0.01 },
  ] as const)
    mock.fail(fault);
  let keys = 0;
  const rotate = () => {
    keys++;
    Object.assign(key, { accessKeyId: `AccessKey${keys}`, secretAccessKey: `SecretKey${keys}` });
    clock.at(clock.now() + 17 * MINUTE, rotate);
  };
  clock.at(clock.now() + 17 * MINUTE, rotate);
  const client = createClient({
    ...{ baseUrl: "https://coc.example", fetch: mock.fetch, clock },
    auth: accessKey(async () => ({ ...key })),
    retry: { maxAttempts: 8 },
  });
  return { clock, mock, client, end: clock.now() + 6 * HOUR };
}

type Setting = ReturnType<typeof setUp>;

/** Lists over and over. What is in the list before and after has to come once each. */
async function listAll({ clock, mock, client, end }: Setting): Promise<number> {
  let listings = 0;
  while (clock.now() < end) {
    const before = new Set(mock.executions.all().map(({ execution_id }) => execution_id));
    const listed = await client.executions
      .list({}, { pageSize: 50 })
      .toArray()
      .catch((error: unknown) => {
        if (isListingError(error)) return undefined; // it says so, and loses nothing in silence
        throw error;
      });
    if (listed !== undefined) {
      listings++;
      const ids = listed.map(({ execution_id }) => execution_id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) before.delete(id);
      expect([...before]).toEqual([]);
    }
    await clock.sleep(11 * MINUTE);
  }
  return listings;
}

/** Watches, and knows of each ticket what it was told last. */
async function watchAll({ clock, client, end }: Setting): Promise<Map<string, Execution>> {
  const told = new Map<string, Execution>();
  const signal = clock.timeout(end - clock.now());
  try {
    for await (const { kind, execution } of client.executions.watch(
      {},
      { existing: true, interval: 2 * MINUTE, signal },
    )) {
      expect(told.has(execution.execution_id)).toBe(kind !== "new");
      told.set(execution.execution_id, execution);
    }
  } catch (error) {
    if (error !== signal.reason) throw error;
  }
  return told;
}

/** Waits for whatever runs. */
async function waitForAll({ clock, mock, client, end }: Setting): Promise<number> {
  let waited = 0;
  while (clock.now() < end) {
    const running = mock.executions.all().find((execution) => !isTerminal(execution));
    if (running === undefined) {
      await clock.sleep(MINUTE);
      continue;
    }
    const done = await client.executions.waitUntilDone(running.execution_id);
    expect(isTerminal(done)).toBe(true);
    expect(mock.executions.get(running.execution_id)?.status).toBe(done.status);
    waited++;
  }
  return waited;
}

test.each([1])(
  "six hours of lists, watches and waits in bad weather: none short, twice or hung (seed %i)",
  async (seed) => {
    const setting = setUp(seed);
    const { mock, end } = setting;
    const [listings, told, waited] = await Promise.all([listAll(setting), watchAll(setting), waitForAll(setting)]);
    expect(listings).toBeGreaterThan(20);
    expect(waited).toBeGreaterThan(10);
    for (const execution of mock.executions.all()) {
      const last = told.get(execution.execution_id);
      const isOld = (execution.update_time ?? 0) < end - 20 * MINUTE;
      if (isOld) expect(last?.status, execution.execution_id).toBe(execution.status);
    }
    expect(told.size).toBeGreaterThan(500);
  },
);
