import { createHash } from "node:crypto";
import { EXECUTION_STATUSES, EXECUTION_TYPES } from "@coc-executions/types";
import { expect, test } from "vitest";
import { executions, isChildTicket } from "./executions.ts";

const list = executions(5000, { seed: 7 });

test("gives the same bytes for a seed, on every platform and in every version", () => {
  const digest = (seed: number) =>
    createHash("sha256")
      .update(JSON.stringify(executions(1000, { seed })))
      .digest("hex");
  expect(digest(1)).toBe("069d2d347266c316e03035e6249d40ba0f72ff5a92d98e7e62d44963833cf160");
  expect(digest(2)).not.toBe(digest(1));
});

test("a longer list begins with the shorter one", () => {
  expect(executions(100, { seed: 7 })).toEqual(list.slice(0, 100));
});

test("lists the newest first, with ids that fall", () => {
  const starts = list.map(({ start_time }) => start_time ?? 0);
  expect(starts).toEqual([...starts].sort((a, b) => b - a));
  expect(list.map(({ id }) => id)).toEqual(list.map((_, index) => 9_000_000 - index));
});

test("gives each ticket an execution_id of its own, which carries its start in China's time", () => {
  expect(new Set(list.map(({ execution_id }) => execution_id)).size).toBe(list.length);
  expect(list.every(({ execution_id }) => /^EX\d{20}$/.test(execution_id))).toBe(true);
  expect(executions(1, { newest: 1751374905000, newestId: 3025 })[0]?.execution_id).toBe("EX20250701210145003025");
});

test("holds every kind of ticket in a realistic mix", () => {
  const share = (holds: (ticket: (typeof list)[number]) => boolean) => list.filter(holds).length / list.length;
  expect(share(({ status }) => status === "Succeed" || status === "Succeeded")).toBeGreaterThan(0.8);
  expect(share(({ status }) => status === "Failed")).toBeGreaterThan(0.03);
  expect(share(isChildTicket)).toBeGreaterThan(0.02);
  expect(new Set(list.map(({ type }) => type))).toEqual(new Set(EXECUTION_TYPES));
});

test("holds every status, those of the newest among them", () => {
  const newest = Array.from({ length: 20 }, (_, seed) => executions(100, { seed })).flat();
  expect(new Set(newest.map(({ status }) => status))).toEqual(new Set(EXECUTION_STATUSES));
});

test("leaves the end open while a ticket goes on, and only then", () => {
  const goesOn = ["Pending", "Running", "Canceling"];
  for (const { status = "", end_time } of list) expect(end_time === null).toBe(goesOn.includes(status));
});

test("a ticket ends after its start and is updated no earlier than that", () => {
  for (const { start_time = Number.NaN, end_time, update_time = Number.NaN } of list) {
    expect(end_time ?? start_time).toBeGreaterThanOrEqual(start_time);
    expect(update_time).toBeGreaterThanOrEqual(end_time ?? start_time);
  }
});

test("a child names a parent that is the ticket before it in time, and no child itself", () => {
  const children = list.flatMap((ticket, index) =>
    isChildTicket(ticket) ? [{ ticket, parent: list[index + 1] }] : [],
  );
  expect(children.length).toBeGreaterThan(100);
  for (const { ticket, parent } of children) {
    expect(ticket.description).toBe(`Child of ${parent?.execution_id}`);
    expect(parent !== undefined && isChildTicket(parent)).toBe(false);
  }
});

test("may be empty", () => {
  expect(executions(0)).toEqual([]);
});

test.each([
  [() => executions(-1), "count must be an integer from 0 to 9000000, not -1."],
  [() => executions(11, { newestId: 10 }), "count must be an integer from 0 to 10, not 11."],
  [() => executions(1, { seed: 0.5 }), "seed must be an integer from 0 to 4294967295, not 0.5."],
  [
    () => executions(1, { newest: Number.NaN }),
    "newest must be an integer from 0 to 253402214400000 (milliseconds since the epoch), not NaN.",
  ],
  [() => executions(1, JSON.parse("null")), "The options of executions() must be an object, not null."],
  [
    () => executions(1, JSON.parse('{"sed":1}')),
    'Each key of the options of executions() must be one of seed, newest, newestId, not "sed".',
  ],
])("refuses an option that cannot be: %s", (make, message) => {
  expect(make).toThrow(new TypeError(message));
});
