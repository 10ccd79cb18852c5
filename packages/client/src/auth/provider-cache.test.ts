import { expect, test } from "vitest";
import { isCredentialsError } from "../errors.ts";
import type { CredentialRefresh } from "./auth.ts";
import { type Expiring, refreshing } from "./provider-cache.ts";

interface Key extends Expiring {
  readonly name: string;
}

const start = Date.parse("2025-07-01T12:00:00Z");
const minutes = (count: number) => new Date(start + count * 60_000);
const at = (count: number, more: { signal?: AbortSignal; refused?: boolean } = {}) => ({
  date: minutes(count),
  ...more,
});

/** A provider whose answers the test gives one by one. */
function setUp() {
  const asked: { signal: AbortSignal | undefined; answer: (key: Key) => void; fail: (error: unknown) => void }[] = [];
  const current = refreshing<Key>({
    ask: ({ signal }) => new Promise((answer, fail) => asked.push({ signal, answer, fail })),
    secretsOf: ({ name }) => [name],
  });
  const answer = (key: Key) => asked.at(-1)?.answer(key);
  const fail = (error: unknown) => asked.at(-1)?.fail(error);
  return { asked, current, answer, fail };
}

async function holding(key: Key) {
  const held = setUp();
  const first = held.current(at(0));
  held.answer(key);
  await first;
  return held;
}

test("all who come while the provider is asked wait for the one answer", async () => {
  const { asked, current, answer } = setUp();
  const all = [current(at(0)), current(at(0)), current(at(1))];
  answer({ name: "a" });
  expect(await Promise.all(all)).toEqual([{ name: "a" }, { name: "a" }, { name: "a" }]);
  expect(asked).toHaveLength(1);
});

test.each([
  ["an hour: five minutes before the end", 60, 54.9, 55.1],
  ["six minutes: half of it", 6, 2.9, 3.1],
  ["no end: after five minutes", undefined, 4.9, 5.1],
])("what was given for %s is asked for again", async (_, lifetime, before, after) => {
  const { asked, current, answer } = await holding({
    name: "a",
    ...(lifetime === undefined ? {} : { expiration: minutes(lifetime) }),
  });
  expect(await current(at(before))).toMatchObject({ name: "a" });
  expect(asked).toHaveLength(1);
  const next = current(at(after));
  answer({ name: "b" });
  expect(await next).toEqual({ name: "b" });
  expect(asked).toHaveLength(2);
});

test("a failure while what is in hand still holds is no error, and is not repeated at once", async () => {
  const { asked, current, fail, answer } = await holding({ name: "a", expiration: minutes(60) });
  const during = current(at(56));
  fail(new Error("down"));
  expect(await during).toMatchObject({ name: "a" });
  expect(await current(at(56.5))).toMatchObject({ name: "a" });
  expect(asked).toHaveLength(2);
  const later = current(at(57.1));
  answer({ name: "b" });
  expect(await later).toEqual({ name: "b" });
});

test("a failure a moment before the end does not carry over the end", async () => {
  const { current, fail, answer } = await holding({ name: "a", expiration: minutes(60) });
  const during = current(at(59.9));
  fail(new Error("down"));
  expect(await during).toMatchObject({ name: "a" });
  const after = current(at(60));
  answer({ name: "b" });
  expect(await after).toEqual({ name: "b" });
});

test("a failure at first, or when all has ended, is an error with its cause", async () => {
  const first = setUp();
  const failed = first.current(at(0));
  first.fail(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
  await expect(failed).rejects.toMatchObject({
    message: "The credentials provider failed: connect ECONNREFUSED. Nothing was sent.",
    code: "credentials_unavailable",
    cause: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
  });

  const later = await holding({ name: "a", expiration: minutes(60) });
  const ended = later.current(at(60));
  later.fail("down");
  await expect(ended).rejects.toThrow("Its last credentials expired at 2025-07-01T13:00:00.000Z. Nothing was sent.");
  await expect(ended).rejects.toSatisfy(isCredentialsError);
});

test("a failed provider is asked again by the next call", async () => {
  const { asked, current, fail, answer } = setUp();
  const failed = current(at(0));
  fail(new Error("down"));
  await expect(failed).rejects.toThrow("down");
  const next = current(at(0));
  answer({ name: "a" });
  expect(await next).toEqual({ name: "a" });
  expect(asked).toHaveLength(2);
});

test("who aborts stops waiting at once with their own reason, and the others get the answer", async () => {
  const { asked, current, answer } = setUp();
  const controller = new AbortController();
  const impatient = current(at(0, { signal: controller.signal }));
  const patient = current(at(0));
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await expect(impatient).rejects.toBe(reason);
  expect(asked[0]?.signal?.aborted).toBe(false);
  answer({ name: "a" });
  expect(await patient).toEqual({ name: "a" });
});

test("when nobody waits any more the provider is told, and the next caller asks anew", async () => {
  const { asked, current, answer } = setUp();
  const controllers = [new AbortController(), new AbortController()];
  const waiting = controllers.map(({ signal }) => current(at(0, { signal })));
  for (const controller of controllers) controller.abort("gone");
  expect(await Promise.allSettled(waiting)).toEqual([
    { status: "rejected", reason: "gone" },
    { status: "rejected", reason: "gone" },
  ]);
  expect(asked[0]?.signal?.aborted).toBe(true);

  const next = current(at(0));
  expect(asked).toHaveLength(2);
  asked[0]?.answer({ name: "late" });
  answer({ name: "a" });
  expect(await next).toEqual({ name: "a" });
  expect(await current(at(1))).toEqual({ name: "a" });
});

test("a signal that has aborted already does not even ask", async () => {
  const { asked, current } = setUp();
  await expect(current(at(0, { signal: AbortSignal.abort("gone") }))).rejects.toBe("gone");
  expect(asked).toHaveLength(0);
});

test("what the service has refused is asked for again, and kept when there is nothing else", async () => {
  const { asked, current, answer, fail } = await holding({ name: "a", expiration: minutes(60) });
  const again = current(at(1, { refused: true }));
  answer({ name: "b", expiration: minutes(60) });
  expect(await again).toMatchObject({ name: "b" });
  expect(await current(at(1))).toMatchObject({ name: "b" });
  const failed = current(at(2, { refused: true }));
  fail(new Error("down"));
  expect(await failed).toMatchObject({ name: "b" });
  expect(asked).toHaveLength(3);
});

test("each answer and each failure of the provider is told, without what it gave", async () => {
  const told: CredentialRefresh[] = [];
  const onCredentialRefresh = (refresh: CredentialRefresh) => void told.push(refresh);
  const { current, answer, fail } = setUp();
  const first = current({ ...at(0), onCredentialRefresh });
  answer({ name: "a", expiration: minutes(60) });
  await first;
  const second = current({ ...at(56), onCredentialRefresh });
  fail(new Error("down"));
  await second;
  expect(told).toEqual([
    { ok: true, expiration: minutes(60) },
    { ok: false, expiration: minutes(60) },
  ]);
});
