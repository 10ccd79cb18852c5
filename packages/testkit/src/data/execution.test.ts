import { expect, test } from "vitest";
import { execution } from "./execution.ts";

test("makes the same whole ticket each time", () => {
  expect(execution()).toEqual(execution());
  expect(execution()).toMatchObject({ id: 1, status: "Succeed", type: "NORMAL" });
});

test("derives the execution_id from the id and the start", () => {
  expect(execution({ id: 2 }).execution_id).not.toBe(execution({ id: 1 }).execution_id);
  expect(execution({ id: 3025, start_time: 1751374905000 }).execution_id).toBe("EX20250701210145003025");
});

test.each(["Pending", "Running", "Canceling"])("leaves the end of a ticket open that is %s", (status) => {
  const ticket = execution({ status });
  expect(ticket.end_time).toBeNull();
  expect(ticket.update_time).toBe(ticket.start_time);
});

test.each(["Succeeded", "Failed", "Archived"])("ends a ticket that is %s", (status) => {
  expect(execution({ status, start_time: 1000 })).toMatchObject({ end_time: 91_000, update_time: 91_000 });
});

test("keeps what is given, null among it", () => {
  expect(execution({ status: "Failed", end_time: null, creator: "me" })).toMatchObject({
    status: "Failed",
    end_time: null,
    creator: "me",
  });
});

test.each(["a", "b", "-3", "1.5", "9007199254740993", "9007199254740992"])(
  "makes a proper execution_id of %s",
  (id) => {
    expect(execution({ id }).execution_id).toMatch(/^EX20250701120000\d{6}$/);
  },
);

test("makes different execution_ids of ids that are no numbers, or too long for one", () => {
  const ids = ["a", "b", "9007199254740993", "9007199254740992"].map((id) => execution({ id }).execution_id);
  expect(new Set(ids).size).toBe(4);
});

test.each(['"soon"', "-1", "1e300", '{"at":1}'])(
  "keeps the start %s, which is none, and fits the rest to the usual one",
  (start) => {
    const { start_time, ...others } = execution({ start_time: JSON.parse(start) });
    expect(start_time).toEqual(JSON.parse(start));
    expect({ ...others, start_time: execution().start_time }).toEqual(execution());
  },
);
