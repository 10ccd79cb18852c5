import { expect, test } from "vitest";
import type { ExecutionFilter } from "./query.ts";
import { toPageQuery, toQuery } from "./query.ts";

const converted: [name: string, filter: ExecutionFilter, query: object][] = [
  ["nothing", {}, {}],
  ["an undefined key asks for nothing", { creator: undefined, tags: undefined }, {}],
  [
    "texts go as they are",
    { creator: "张三 ops~", document_name: "a*b(c)'!" },
    { creator: "张三 ops~", document_name: "a*b(c)'!" },
  ],
  ["a Date becomes milliseconds", { start_time: new Date(1_751_289_440_999) }, { start_time: 1_751_289_440_999 }],
  ["an ISO time becomes milliseconds", { end_time: "2025-07-01T12:00:00Z" }, { end_time: 1_751_371_200_000 }],
  ["tags become one string", { tags: { env: "prod", team: "核心" } }, { tags: "env=prod,team=核心" }],
  ["the raw form of tags goes as it is", { tags: "env=prod,team=core" }, { tags: "env=prod,team=core" }],
  ["false is sent too", { exclude_child_executions: false }, { exclude_child_executions: false }],
];

test.each(converted)("%s", (_, filter, query) => {
  expect(toQuery(filter)).toEqual(query);
});

test("keys go in the order of their signature, whatever the order they were given in", () => {
  const query = { tags: "a=b", offset: 0, limit: 9, start_time: 1_751_289_440_999, creator: "x", document_id: "d" };
  const keys = Object.keys(toPageQuery(query));
  expect(keys).toEqual(Object.keys(query).sort());
});

const refused: [filter: unknown, message: RegExp][] = [
  [
    { creater: "x" },
    /^each key of the filter must be one of creator, .*exclude_child_executions, start_time, tags, not "creater"/,
  ],
  [{ status: "Failed" }, /not "status"/],
  [{ limit: 5 }, /not "limit"/],
  [{ creator: "" }, /^creator must be a non-empty string, not ""/],
  [{ creator: 7 }, /^creator must be a non-empty string, not 7/],
  [{ creator: "half \ud83d" }, /^creator must be well-formed Unicode, without a lone surrogate/],
  [{ document_id: null }, /^document_id must be a non-empty string, not null/],
  [{ start_time: 1_751_374_905 }, /^start_time must be .*This looks like seconds/],
  [{ exclude_child_executions: "true" }, /^exclude_child_executions must be true or false, not "true"/],
  [{ tags: {} }, /^tags must be a record/],
  [{ tags: ["a=b"] }, /^tags must be a record such as .*, not an array/],
  [{ tags: { "a=b": "c" } }, /^a key of tags must be a non-empty string without = and ,, not "a=b"/],
  [{ tags: { env: "a,b" } }, /^tags\.env must be a non-empty string without = and ,, not "a,b"/],
  [{ tags: { env: "a=b" } }, /^tags\.env must be/],
  [{ tags: { env: "" } }, /^tags\.env must be/],
  [{ tags: { env: 1 } }, /^tags\.env must be .*, not 1/],
  [{ tags: { env: "\udc00" } }, /^tags\.env must be well-formed/],
  [null, /^the filter must be an object, not null/],
  [[], /^the filter must be an object, not an array/],
  ["creator=x", /^the filter must be an object/],
  [new Map([["creator", "x"]]), /^the filter must be an object, not a Map\.$/],
  [new URLSearchParams("creator=x"), /^the filter must be an object, not a URLSearchParams\.$/],
  [Promise.resolve({ creator: "x" }), /^the filter must be an object, not a Promise\.$/],
];

test.each(refused)("%j is refused", (filter, message) => {
  expect(() => toQuery(filter as ExecutionFilter)).toThrow(message);
  expect(() => toQuery(filter as ExecutionFilter)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
});

test("a page takes limit and offset besides", () => {
  expect(toPageQuery({ creator: "a", limit: 20, offset: 0 })).toEqual({ creator: "a", limit: 20, offset: 0 });
});

test.each([0, -1, 1.5, Number.NaN, "x", "20", 2 ** 31, null])("a limit of %s is refused", (limit) => {
  expect(() => toPageQuery({ limit: limit as number })).toThrow(/^limit must be an integer from 1 to 2147483647, not /);
});

test.each([-1, 0.5, Number.POSITIVE_INFINITY, 2 ** 53, "0"])("an offset of %s is refused", (offset) => {
  expect(() => toPageQuery({ offset: offset as number })).toThrow(
    /^offset must be an integer from 0 to 9007199254740991, not /,
  );
});

test("the caller's objects are left as they were", () => {
  const filter = Object.freeze({ tags: Object.freeze({ env: "prod" }), start_time: new Date(1_751_289_440_999) });
  toQuery(filter);
  expect(filter).toEqual({ tags: { env: "prod" }, start_time: new Date(1_751_289_440_999) });
});

test("an end_time before the start_time is refused, on a page and for a list", () => {
  const times = { start_time: "2025-07-02T00:00:00Z", end_time: "2025-07-01T00:00:00Z" };
  const message = "end_time must be not before start_time (2025-07-02T00:00:00.000Z), not 2025-07-01T00:00:00.000Z.";
  expect(() => toQuery(times)).toThrow(message);
  expect(() => toPageQuery(times)).toThrow(message);
  expect(toQuery({ ...times, start_time: times.end_time })).toMatchObject({ end_time: Date.parse(times.end_time) });
});
