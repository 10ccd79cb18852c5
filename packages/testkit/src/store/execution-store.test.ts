import { expect, test } from "vitest";
import { execution } from "../data/execution.ts";
import { createExecutionStore, type ExecutionStore } from "./execution-store.ts";

const ticket = (execution_id: string, start_time: number, update_time = start_time) =>
  execution({ execution_id, start_time, update_time });
const ids = (store: ExecutionStore) => store.all().map(({ execution_id }) => execution_id);

test("puts the first list in order, the newest start first", () => {
  const store = createExecutionStore([ticket("b", 2), ticket("c", 1), ticket("a", 3)], "start_time");
  expect(ids(store)).toEqual(["a", "b", "c"]);
});

test("keeps the given order of equals, and puts a new one before them", () => {
  const store = createExecutionStore([ticket("b", 2), ticket("c", 2), ticket("d", 1)], "start_time");
  store.add(ticket("a", 2));
  expect(ids(store)).toEqual(["a", "b", "c", "d"]);
});

test("puts a ticket without a start last", () => {
  const store = createExecutionStore([{ execution_id: "none" }, ticket("a", -5)], "start_time");
  expect(ids(store)).toEqual(["a", "none"]);
});

test("adds tickets at their places", () => {
  const store = createExecutionStore([ticket("b", 20), ticket("d", 10)], "start_time");
  store.add(ticket("c", 15), ticket("e", 5), ticket("a", 25));
  expect(ids(store)).toEqual(["a", "b", "c", "d", "e"]);
  expect(store.get("c")?.start_time).toBe(15);
});

test("changes fields of a ticket and gives it back changed", () => {
  const store = createExecutionStore([ticket("a", 2), ticket("b", 1)], "start_time");
  const changed = store.update("b", { status: "Failed", end_time: null });
  expect(changed).toMatchObject({ execution_id: "b", start_time: 1, status: "Failed", end_time: null });
  expect(store.all()[1]).toBe(changed);
  expect(store.get("b")).toBe(changed);
});

test("moves a ticket to the front when its update changes its place in the order", () => {
  const store = createExecutionStore([ticket("a", 3), ticket("b", 2), ticket("c", 1)], "update_time");
  store.update("c", { update_time: 9 });
  expect(ids(store)).toEqual(["c", "a", "b"]);
  store.update("c", { status: "Failed" });
  expect(ids(store)).toEqual(["c", "a", "b"]);
});

test("keeps the given order as it is, with new tickets in front", () => {
  const store = createExecutionStore([ticket("b", 1), ticket("a", 3), ticket("c", 2)], "given");
  store.add(ticket("d", 0));
  store.update("a", { start_time: 0 });
  expect(ids(store)).toEqual(["d", "b", "a", "c"]);
});

test("takes tickets out and forgets their ids", () => {
  const store = createExecutionStore([ticket("a", 3), ticket("b", 2), ticket("c", 1)], "start_time");
  store.remove("a", "c");
  expect(ids(store)).toEqual(["b"]);
  expect(store.get("a")).toBeUndefined();
  store.add(ticket("a", 1));
  expect(ids(store)).toEqual(["b", "a"]);
});

test("takes another list in place of its own", () => {
  const store = createExecutionStore([ticket("a", 3)], "start_time");
  store.replace([ticket("b", 1), ticket("a", 2)]);
  expect(ids(store)).toEqual(["a", "b"]);
});

test("leaves what it was given, and what it gave, as they were", () => {
  const given = [ticket("b", 1), ticket("a", 2)];
  const store = createExecutionStore(given, "start_time");
  const before = store.all();
  store.add(ticket("c", 3));
  store.update("a", { status: "Failed" });
  store.remove("b");
  expect(given.map(({ execution_id, status }) => [execution_id, status])).toEqual([
    ["b", "Succeed"],
    ["a", "Succeed"],
  ]);
  expect(before.map(({ execution_id, status }) => [execution_id, status])).toEqual([
    ["a", "Succeed"],
    ["b", "Succeed"],
  ]);
});

test.each<[string, (store: ExecutionStore) => void, string]>([
  [
    "added twice",
    (store) => store.add(ticket("a", 1)),
    'execution_id must be unlike that of any other ticket, not "a".',
  ],
  [
    "updated but not there",
    (store) => store.update("x", {}),
    'execution_id must be that of a ticket in the list, not "x".',
  ],
  [
    "removed but not there",
    (store) => store.remove("x"),
    'execution_id must be that of a ticket in the list, not "x".',
  ],
  [
    "renamed to another",
    (store) => store.update("a", { execution_id: "b" }),
    'execution_id must be unlike that of any other ticket, not "b".',
  ],
  [
    "without an id",
    (store) => store.add(JSON.parse("{}")),
    "executions[0].execution_id must be a text, not undefined.",
  ],
  [
    "with an empty id",
    (store) => store.add(ticket("c", 1), ticket("", 1)),
    'executions[1].execution_id must be a non-empty string, not "".',
  ],
  [
    "that is not as the contract says",
    (store) => store.replace([ticket("c", 1), JSON.parse('{"execution_id":"d","targets":[{"key":"x","values":1}]}')]),
    "executions[1].targets[0].values must be an array, not 1.",
  ],
  [
    "changed to what is not as the contract says",
    (store) => store.update("a", JSON.parse('{"end_time":"now"}')),
    'execution.end_time must be an integer or null, not "now".',
  ],
  [
    "list that is none",
    (store) => store.replace(JSON.parse("null")),
    "executions must be an array of executions, not null.",
  ],
  [
    "no ticket at all",
    (store) => store.add(JSON.parse("null")),
    "executions[0] must be an object with an execution_id, not null.",
  ],
])("refuses a ticket %s, and stays as it was", (_, change, message) => {
  const store = createExecutionStore([ticket("a", 2), ticket("b", 1)], "start_time");
  expect(() => change(store)).toThrow(new TypeError(message));
  expect(ids(store)).toEqual(["a", "b"]);
  expect([store.get("a"), store.get("b")]).toEqual([...store.all()]);
});
