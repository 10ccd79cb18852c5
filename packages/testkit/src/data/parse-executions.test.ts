import { expect, test } from "vitest";
import { executions } from "./executions.ts";
import { fixtures } from "./fixtures.ts";
import { parseExecutions } from "./parse-executions.ts";

const list = [...executions(5), ...fixtures.awkwardText];

test.each<[string, string]>([
  ["NDJSON", list.map((ticket) => JSON.stringify(ticket)).join("\n")],
  ["NDJSON with an end of line at its end", list.map((ticket) => `${JSON.stringify(ticket)}\r\n`).join("")],
  ["a JSON array", JSON.stringify(list, null, 2)],
  ["an answer of the API", JSON.stringify({ data: list, total: 900 })],
  ["a text that begins with a byte order mark", `\uFEFF${JSON.stringify(list)}`],
])("reads %s", (_, text) => {
  expect(parseExecutions(text, "tickets")).toEqual(list);
});

test("reads a single ticket, and none", () => {
  expect(parseExecutions('{"execution_id":"EX1"}', "tickets")).toEqual([{ execution_id: "EX1" }]);
  expect(parseExecutions(" \n", "tickets")).toEqual([]);
});

test.each<[string, RegExp]>([
  ['{"execution_id":"EX1"}\n\n{"execution_id":', /^tickets:3: this is not valid JSON\. /],
  ['{"execution_id":"EX1"}\n{"id":1}', /^tickets:2: execution\.execution_id must be a text, not undefined\.$/],
  ["id,execution_id\n1,EX1", /^tickets:1: this is not valid JSON\. /],
  ['{"execution_id":"EX1"}\n7', /^tickets:2: execution must be an object with an execution_id, not 7\.$/],
  [
    '[{"execution_id":"EX1"},{"execution_id":"EX2","tags":[{"key":1}]}]',
    /^tickets: executions\[1\]\.tags\[0\]\.key must be a text, not 1\.$/,
  ],
  [
    '{"execution_id":"EX1"}\n{"execution_id":"EX1"}',
    /^tickets:2: execution\.execution_id must be unlike that of tickets:1: execution, not "EX1"\.$/,
  ],
  [
    '[{"execution_id":"EX1"},{"execution_id":""}]',
    /^tickets: executions\[1\]\.execution_id must be a non-empty string, not ""\.$/,
  ],
  ['[{"execution_id":"EX1"}', /^tickets: this is not valid JSON\. /],
])("names the place in %j", (text, message) => {
  expect(() => parseExecutions(text, "tickets")).toThrow(message);
});
