import { expect, test } from "vitest";
import { listExecutions } from "./list-executions.ts";
import { readQuery } from "./read-query.ts";
import { DEFAULT_UNKNOWNS } from "./unknowns.ts";

const READERS = listExecutions.parameters;

test("reads all nine parameters, each as its own type", () => {
  const queryString =
    "limit=2&offset=20&creator=%E5%BC%A0%20ops+1&start_time=1751289440999&end_time=1751375000000" +
    "&document_name=a%2Bb&document_id=DM1&tags=env%3Dprod%2Cteam%3Da%3Db&exclude_child_executions=true";
  expect(readQuery(queryString, READERS, DEFAULT_UNKNOWNS)).toEqual({
    problem: undefined,
    query: {
      limit: 2,
      offset: 20,
      creator: "张 ops 1",
      start_time: 1751289440999,
      end_time: 1751375000000,
      document_name: "a+b",
      document_id: "DM1",
      tags: "env=prod,team=a=b",
      exclude_child_executions: true,
    },
  });
});

test.each([
  "limit=x",
  "limit=",
  "limit=1.5",
  "limit=1e1",
  "limit=2147483648",
  "limit=0",
  "limit=-1",
  "limit=%201",
  "offset=-1",
  "offset=x",
  "offset=9223372036854775808",
  "start_time=-9223372036854775809",
  "start_time=1e3x",
  "start_time=2025-07-01",
  "end_time=",
  "end_time=0x10",
  "tags=env",
  "tags=",
  "tags=env%3Da%2C",
  "tags=%3Dvalue",
  "exclude_child_executions=1",
  "exclude_child_executions=True",
  "exclude_child_executions=",
])("refuses %s, and says which parameter it is", (queryString) => {
  const { query, problem } = readQuery(queryString, READERS, DEFAULT_UNKNOWNS);
  const [name = "", text = ""] = queryString.split("=");
  expect(problem).toBe(`The parameter ${name} cannot be ${JSON.stringify(decodeURIComponent(text))}.`);
  expect(query).toEqual({});
});

test("keeps what could be read beside what could not", () => {
  expect(readQuery("limit=5&offset=x&start_time=y", READERS, DEFAULT_UNKNOWNS)).toEqual({
    query: { limit: 5 },
    problem: 'The parameter offset cannot be "x".',
  });
});

test("takes whole numbers of 64 bits", () => {
  const { query, problem } = readQuery(
    "offset=9223372036854775807&start_time=-9223372036854775808",
    READERS,
    DEFAULT_UNKNOWNS,
  );
  expect(problem).toBeUndefined();
  expect(query).toEqual({ offset: 2 ** 63, start_time: -(2 ** 63) });
});

test.each<["refuse" | "first" | "last", object, string | undefined]>([
  ["refuse", { limit: 5 }, "The parameter limit is given twice."],
  ["first", { limit: 5 }, undefined],
  ["last", { limit: 6 }, undefined],
])("a parameter given twice: %s", (repeatedParameter, query, problem) => {
  expect(readQuery("limit=5&limit=6", READERS, { ...DEFAULT_UNKNOWNS, repeatedParameter })).toEqual({ query, problem });
});

test.each(["creator=%E5%BC", "creator=100%", "%zz=1", "creator=%FF"])("refuses the broken escape in %s", (text) => {
  expect(readQuery(text, READERS, DEFAULT_UNKNOWNS).problem).toBe("The query holds a broken escape.");
});

test("takes a second question mark for a part of the first name", () => {
  expect(readQuery("?limit=5", READERS, DEFAULT_UNKNOWNS)).toEqual({
    query: {},
    problem: "The parameter ?limit is unknown.",
  });
});

test.each(["status", "toString", "Limit"])("refuses the unknown parameter %s, or ignores it by option", (name) => {
  expect(readQuery(`${name}=1`, READERS, DEFAULT_UNKNOWNS).problem).toBe(`The parameter ${name} is unknown.`);
  expect(readQuery(`${name}=1`, READERS, { ...DEFAULT_UNKNOWNS, unknownParameter: "ignore" })).toEqual({
    query: {},
    problem: undefined,
  });
});

test("takes a limit below 1 by option", () => {
  expect(readQuery("limit=0", READERS, { ...DEFAULT_UNKNOWNS, limitBelowOne: "default" }).query).toEqual({ limit: 0 });
});

test("refuses a limit above the maximum by option", () => {
  const unknowns = { ...DEFAULT_UNKNOWNS, maxLimit: 50, limitAboveMax: "refuse" } as const;
  expect(readQuery("limit=50", READERS, unknowns).problem).toBeUndefined();
  expect(readQuery("limit=51", READERS, unknowns).problem).toBe('The parameter limit cannot be "51".');
});
