import { expect, test } from "vitest";
import type { DriftEvent } from "../events.ts";
import type { ApiPath } from "../http/api.ts";
import type { JsonObject } from "../transport.ts";
import { createTransport, type Transport } from "../transport.ts";
import { observeDrift } from "./drift.ts";

const request = new Request("https://coc.example", { headers: { "x-auth-token": "secret" } });

/** An observed transport, and what its observer is told. */
function observer(): { inspect: NonNullable<Transport["inspectPage"]>; reported: [what: string, name: string][] } {
  const reported: [what: string, name: string][] = [];
  const observe = (event: object) => void reported.push([(event as DriftEvent).what, (event as DriftEvent).name]);
  const transport = createTransport({ baseUrl: "https://coc.example", auth: (unsigned) => unsigned, observe });
  observeDrift(transport);
  return { reported, inspect: transport.inspectPage ?? expect.unreachable() };
}

/** All that is reported of tickets as they came off the wire, and of the body around them. */
function driftOf(
  tickets: readonly object[],
  { inspect, reported } = observer(),
  envelope: JsonObject = {},
  path: ApiPath = "/v1/executions",
): [what: string, name: string][] {
  const before = reported.length;
  inspect(request, envelope, JSON.parse(JSON.stringify(tickets)), path);
  return reported.slice(before);
}

const whole = {
  ...{ id: 3025, execution_id: "EX1", type: "NORMAL", status: "Pending", creator: "ops", description: null },
  ...{ document_name: "job", document_id: "DM1", document_version_id: "1", document_version: "v1" },
  ...{ start_time: 1, end_time: null, update_time: 1, target_parameter_name: null, targets: null },
  ...{ parameters: [{ key: "a", value: "b" }], tags: [], sys_tags: [] },
};

test.each([
  ["a ticket as the contract has it", whole, []],
  ["a ticket with an id alone", { execution_id: "EX1" }, []],
  ["an id that is a text", { execution_id: "EX1", id: "3025" }, []],
  ["an unknown field, whatever it holds", { execution_id: "EX1", score: null }, [["field", "score"]]],
  [
    "a field named as what every object has",
    { execution_id: "EX1", constructor: 1, toString: 2 },
    [
      ["field", "constructor"],
      ["field", "toString"],
    ],
  ],
  ["an unknown status", { execution_id: "EX1", status: "Archived" }, [["status", "Archived"]]],
  ["a status in another case", { execution_id: "EX1", status: "failed" }, [["status", "failed"]]],
  ["an unknown type", { execution_id: "EX1", type: "CRON" }, [["type", "CRON"]]],
  ["a status that is no text", { execution_id: "EX1", status: [[["deep"]]] }, [["status", "object"]]],
  ["a null where none may be", { execution_id: "EX1", creator: null }, [["null", "creator"]]],
  ["a null for a status", { execution_id: "EX1", status: null }, [["null", "status"]]],
  ["a secret in a name", { execution_id: "EX1", "my secret": 1 }, [["field", "my [redacted]"]]],
])("%s", (_, ticket, expected) => {
  expect(driftOf([ticket])).toEqual(expected);
});

test.each([
  ["as the contract has it", { error_code: null, error_msg: null, data: [], total: 0 }, []],
  ["with an unknown field", { data: [], total: 0, next_marker: "x" }, [["field", "envelope.next_marker"]]],
  ["with a null for the number of tickets", { data: [], total: null }, [["null", "envelope.total"]]],
  ["with a secret for a name", { data: [], "a secret": 1 }, [["field", "envelope.a [redacted]"]]],
])("an answer %s", (_, envelope, expected) => {
  expect(driftOf([], observer(), envelope)).toEqual(expected);
});

test("a field of the answer and one of a ticket are two, also with the same name", () => {
  expect(driftOf([{ execution_id: "EX1", score: 1 }], observer(), { data: [], score: 1 })).toEqual([
    ["field", "envelope.score"],
    ["field", "score"],
  ]);
});

test("a field named __proto__ is one like any other", () => {
  const { inspect, reported } = observer();
  inspect(request, {}, JSON.parse('[{"execution_id":"EX1","__proto__":{"status":"Archived"}}]'), "/v1/executions");
  expect(reported).toEqual([["field", "__proto__"]]);
});

test("the same is told once, in a page and after it; a name that is both a field and a status is two", () => {
  const told = observer();
  const ticket = { execution_id: "EX1", score: 1, status: "score" };
  expect(driftOf([ticket, ticket], told)).toEqual([
    ["field", "score"],
    ["status", "score"],
  ]);
  expect(driftOf([ticket], told)).toEqual([]);
});

test("10,000 unknown fields are told a hundred times, and leave room for the rest", () => {
  const told = observer();
  const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field-${index}`, index]));
  const drift = driftOf([{ execution_id: "EX1", ...fields, status: "Archived", creator: null }], told);
  expect(drift.filter(([what]) => what === "field")).toHaveLength(100);
  expect(drift.slice(-2)).toEqual([
    ["null", "creator"],
    ["status", "Archived"],
  ]);
  expect(told.reported).toHaveLength(102);
});

test("a name of a megabyte is told by its first hundred characters, none of them halved", () => {
  const [told] = driftOf([{ execution_id: "EX1", status: `x${"😀".repeat(250_000)}` }]);
  expect(told).toEqual(["status", `x${"😀".repeat(98)}…`]);
});

test("a secret is struck out before a name is cut", () => {
  const [told] = driftOf([{ execution_id: "EX1", status: `${"x".repeat(96)}secret${"x".repeat(96)}` }]);
  expect(told).toEqual(["status", `${"x".repeat(96)}[re…`]);
});

test("each operation has its own fields", () => {
  const { inspect, reported } = observer();
  const told = (path: ApiPath, row: object, envelope: JsonObject = {}) =>
    driftOf([row], { inspect, reported }, envelope, path);
  const step = { execution_step_id: "ES1", message: null, inputs: null, properties: null, start_time: null };
  expect(told("/v1/executions/{execution_id}/steps", step, { data: [], total: 1 })).toEqual([]);
  expect(told("/v1/executions/{execution_id}/steps", { ...step, creator: "ops", name: null })).toEqual([
    ["field", "step.creator"],
    ["null", "step.name"],
  ]);
  const instance = { id: 1, execution_instance_id: "EI1", execution_step_id: "ES1", status: "Running" };
  expect(told("/v1/executions/instances", instance)).toEqual([]);
  expect(told("/v1/executions/instances", { ...instance, strat_time: 1 })).toEqual([["field", "instance.strat_time"]]);
  expect(told("/v1/executions/{execution_id}", { ...whole }, { data: {}, total: 1 })).toEqual([
    ["field", "envelope.total"],
  ]);
});
