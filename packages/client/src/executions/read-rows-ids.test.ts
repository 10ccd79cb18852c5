import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LIST_EXECUTIONS } from "./list-page.ts";
import { readRows } from "./read-rows.ts";

/** The tickets of a body, as a page has them. */
function read(text: string): readonly Execution[] {
  const content = readRows(LIST_EXECUTIONS, { body: JSON.parse(text), text }, false);
  if (content.problem !== undefined) throw new Error(content.problem);
  return content.items;
}

const idsOf = (text: string) => read(text).map(({ id }) => id);
const body = (id: string) => `{"data":[{"id":${id},"execution_id":"EX1"}],"total":1}`;

test.each([
  ["3025", 3025],
  ["0", 0],
  ["9007199254740991", 9007199254740991],
  ["-9007199254740991", -9007199254740991],
  ['"9007199254740993"', "9007199254740993"],
  ["1.5", 1.5],
  ["1e3", 1000],
  ["null", null],
])("an id of %s stays what it is", (id, expected) => {
  expect(idsOf(body(id))).toEqual([expected]);
});

test.each(["9007199254740992", "9007199254740993", "-9007199254740993", "9223372036854775807", `1${"0".repeat(400)}`])(
  "an id of %s comes as the string of its digits",
  (id) => {
    expect(idsOf(body(id))).toEqual([id]);
  },
);

test.each(["9.007199254740993e15", "9007199254740993.5", "1e300", "-1E+30"])(
  "an id of %s, which is not written in digits alone, stays a number",
  (id) => {
    expect(idsOf(body(id))).toEqual([Number(id)]);
  },
);

test("any integer comes as a number where that is exact, else as its digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (id) => {
      const isSafe = Number.isSafeInteger(Number(id));
      expect(idsOf(body(`${id}`))).toEqual([isSafe ? Number(id) : `${id}`]);
    }),
  );
});

test("white space, the place of the field and the other tickets do not matter", () => {
  const text = `{ "total":3, "data" : [
    {"execution_id":"EX1",\t"id" \n:\r\n 9007199254740993 },
    {"id":7,"execution_id":"EX2"}, {"execution_id":"EX3"} ] }`;
  expect(read(text)).toEqual([
    { execution_id: "EX1", id: "9007199254740993" },
    { execution_id: "EX2", id: 7 },
    { execution_id: "EX3" },
  ]);
});

test("where a ticket has its id twice, the last one counts, as for JSON.parse", () => {
  expect(idsOf('{"data":[{"id":1,"id":9007199254740993}]}')).toEqual(["9007199254740993"]);
  expect(idsOf('{"data":[{"id":9007199254740993,"id":1}]}')).toEqual([1]);
});

test("nothing but the id of a ticket is changed: no id deeper down, no text that looks like one, no other key", () => {
  const lookalike = '"id": 9007199254740993, "\\"id\\":9007199254740993}';
  const rest = {
    execution_id: "EX1",
    description: lookalike,
    'x"id': 1,
    parameters: [{ key: "id", value: lookalike }],
    unknown: { id: 1, list: [{ id: 1 }] },
  };
  const text = JSON.stringify({ data: [{ id: 1, ...rest }], id: 1 }).replaceAll(/(id":)1/g, "$19007199254740993");
  const { data }: { data: [Execution] } = JSON.parse(text);
  expect(read(text)).toEqual([{ ...data[0], id: "9007199254740993" }]);
  expect(Object.keys(read(text)[0] ?? {})).toEqual(Object.keys(data[0]));
  expect(data[0]).toMatchObject({ 'x"id': 9007199254740992, unknown: { id: 9007199254740992 } });
});

test("where no id was rounded the tickets are the same objects, and the text is not looked at", () => {
  const tickets: Execution[] = [{ execution_id: "EX1", id: 9007199254740991 }, { execution_id: "EX2" }];
  const content = readRows(LIST_EXECUTIONS, { body: { data: tickets }, text: "not JSON" }, false);
  expect(content.problem === undefined && content.items).toBe(tickets);
});
