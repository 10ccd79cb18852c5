import { expect, test } from "vitest";
import { manualClock } from "../../test/manual-clock.ts";
import { json, page } from "../../test/scripted-fetch.ts";
import { accessKey } from "../auth/access-key.ts";
import { token } from "../auth/token.ts";
import { createClient } from "../client.ts";
import { isApiError } from "../errors.ts";
import type { ClientEvent } from "../events.ts";

const baseUrl = "https://coc.example";
const refused = { error_code: "APIGW.0301", error_msg: "verify aksk signature fail" };

/** A service that accepts requests by their headers, one tick after they were sent. */
function service(accepts: (headers: Headers) => boolean, date?: () => string) {
  const sent: Headers[] = [];
  let inFlight = 0;
  let most = 0;
  const fetch = async (_: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push(headers);
    most = Math.max(most, ++inFlight);
    await new Promise((resolve) => setTimeout(resolve));
    inFlight--;
    if (accepts(headers)) return page(["EX1"]);
    return json(date === undefined ? refused : { ...refused, error_msg: "signature expired" }, {
      status: 401,
      ...(date && { headers: { date: date() } }),
    });
  };
  return { fetch, sent, most: () => most };
}

const key = { accessKeyId: "AK", secretAccessKey: "SK" };

test.each([
  ["an access key", accessKey(key)],
  ["a provider of the same key", accessKey(async () => key)],
  ["a token", token("T")],
])("of 50 calls with %s that is refused one is sent, and all fail with the refusal", async (_, auth) => {
  const { fetch, sent } = service(() => false);
  const events: ClientEvent[] = [];
  const client = createClient({
    baseUrl,
    auth,
    fetch,
    clock: manualClock(),
    observe: (event) => void events.push(event),
  });
  const calls = await Promise.allSettled(Array.from({ length: 50 }, () => client.executions.listPage()));
  expect(sent).toHaveLength(1);
  const reasons = calls.map((call) => call.status === "rejected" && call.reason);
  expect(reasons.every((reason) => isApiError(reason) && reason.status === 401)).toBe(true);
  expect(reasons.filter((reason) => isApiError(reason) && reason.attempts === 0)).toHaveLength(49);
  expect(events.filter(({ kind }) => kind === "request")).toHaveLength(1);
});

test("a call that begins after the refusal is sent again", async () => {
  let isFixed = false;
  const { fetch, sent } = service(() => isFixed);
  const client = createClient({ baseUrl, auth: accessKey(key), fetch, clock: manualClock() });
  await expect(client.executions.listPage()).rejects.toMatchObject({ status: 401, attempts: 1 });
  isFixed = true;
  expect((await client.executions.listPage()).items).toHaveLength(1);
  expect(sent).toHaveLength(2);
});

test("once a response has accepted the credentials, calls go side by side", async () => {
  const { fetch, most } = service(() => true);
  const client = createClient({ baseUrl, auth: accessKey(key), fetch, clock: manualClock() });
  await Promise.all(Array.from({ length: 20 }, () => client.executions.listPage()));
  expect(most()).toBe(8);
});

test("where the provider has other credentials by then, each call goes on with them", async () => {
  let current = "old";
  const provider = async () => ({ accessKeyId: current, secretAccessKey: "SK" });
  const { fetch, sent } = service((headers) => headers.get("authorization")?.includes("Access=new") === true);
  const client = createClient({ baseUrl, auth: accessKey(provider), fetch, clock: manualClock() });
  const failed = client.executions.listPage();
  await expect(failed).rejects.toMatchObject({ status: 401 });
  current = "new";
  const all = await Promise.all(Array.from({ length: 10 }, () => client.executions.listPage()));
  expect(all).toHaveLength(10);
  expect(sent.filter((headers) => headers.get("authorization")?.includes("Access=old"))).toHaveLength(1);
});

test("credentials that are refused in the midst of a list are replaced by the provider's next ones, once", async () => {
  let served = 0;
  let current = "first";
  const all = Array.from({ length: 500 }, (_, index) => ({ execution_id: `EX${index}` }));
  const fetch = async (url: string, init: RequestInit) => {
    const isOld = new Headers(init.headers).get("authorization")?.includes("Access=first") === true;
    if (isOld && ++served > 3) {
      current = "second";
      return json(refused, { status: 401 });
    }
    const { searchParams } = new URL(url);
    const [offset, limit] = [Number(searchParams.get("offset")), Number(searchParams.get("limit"))];
    return json({ data: all.slice(offset, offset + limit), total: all.length });
  };
  const provider = async () => ({ accessKeyId: current, secretAccessKey: "SK" });
  const client = createClient({ baseUrl, auth: accessKey(provider), fetch, clock: manualClock() });
  expect(await client.executions.list({}, { concurrency: 1 }).toArray()).toHaveLength(500);
});

test("credentials that are refused while an older request with them still succeeds are replaced all the same", async () => {
  let current = "old";
  const older = new AbortController();
  let sent = 0;
  const fetch = async (_: string, init: RequestInit) => {
    const isOld = new Headers(init.headers).get("authorization")?.includes("Access=old") === true;
    const number = ++sent;
    if (number === 2) await new Promise((resolve) => older.signal.addEventListener("abort", resolve)); // it was accepted before the key was replaced, and its answer is late
    if (number === 3) current = "new";
    return number > 2 && isOld ? json(refused, { status: 401 }) : page([`EX${number}`]);
  };
  const provider = async () => ({ accessKeyId: current, secretAccessKey: "SK" });
  const client = createClient({ baseUrl, auth: accessKey(provider), fetch, clock: manualClock() });
  await client.executions.listPage();
  const late = client.executions.listPage();
  const replaced = client.executions.listPage();
  while (sent < 3) await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setTimeout(resolve));
  older.abort();
  expect((await late).items).toHaveLength(1);
  expect((await replaced).items).toHaveLength(1);
  expect(sent).toBe(4);
});

test("of eight first calls with a clock that is an hour off one is corrected, and seven wait for it", async () => {
  const clock = manualClock();
  const right = () => clock.now() + 3_600_000;
  const isRight = (headers: Headers) => {
    const [, day = "", time = ""] = /^(\d{8})T(\d{6})Z$/.exec(headers.get("x-sdk-date") ?? "") ?? [];
    const signedAt = Date.parse(`${day.replace(/(....)(..)/, "$1-$2-")}T${time.replace(/(..)(..)/, "$1:$2:")}Z`);
    return Math.abs(signedAt - right()) < 900_000;
  };
  const { fetch, sent } = service(isRight, () => new Date(right()).toUTCString());
  const client = createClient({ baseUrl, auth: accessKey(key), fetch, clock });
  await Promise.all(Array.from({ length: 8 }, () => client.executions.listPage()));
  expect(sent).toHaveLength(9);
});

test("a call that is aborted while it waits for the first lets the others through", async () => {
  const { fetch, sent } = service(() => true);
  const client = createClient({ baseUrl, auth: accessKey(key), fetch, clock: manualClock() });
  const controller = new AbortController();
  const first = client.executions.listPage();
  const second = client.executions.listPage({}, { signal: controller.signal });
  const third = client.executions.listPage();
  controller.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  expect((await Promise.all([first, third])).length).toBe(2);
  expect(sent).toHaveLength(2);
});
