import vendorAnswer from "@coc-executions/openapi/examples/vendor-example.json" with { type: "json" };
import { EXECUTION_STATUSES, EXECUTION_TYPES, type Execution } from "@coc-executions/types";
import { expect, test } from "vitest";
import { createMockApi } from "../mock-api/create-mock-api.ts";
import { isChildTicket } from "./executions.ts";
import { fixtures } from "./fixtures.ts";

const lists: [string, Execution[]][] = Object.entries(fixtures);

test.each(lists)("%s can be the list of a mock, which keeps its order and every value", async (_, list) => {
  const mock = createMockApi({ executions: list, unknowns: { maxLimit: 1000 } });
  const response = await mock.fetch("https://coc.example/v1/executions?limit=1000");
  expect(await response.json()).toEqual({ data: list, total: list.length });
});

test("vendorExample is the contract's example, to the letter", () => {
  expect({ data: fixtures.vendorExample, total: fixtures.vendorList.length }).toEqual(vendorAnswer);
});

test("everyStatus and everyType hold each known value once", () => {
  expect(fixtures.everyStatus.map(({ status }) => status)).toEqual(EXECUTION_STATUSES);
  expect(fixtures.everyType.map(({ type }) => type)).toEqual(EXECUTION_TYPES);
});

test("makes a list anew each time, so that no test sees what another did to it", () => {
  fixtures.nulls.pop();
  expect(fixtures.nulls).toHaveLength(1);
  expect(fixtures.vendorList).toEqual(fixtures.vendorList);
});

test("vendorList holds as many tickets as the vendor's total says, its two first and all others ended", () => {
  const { vendorExample, vendorList } = fixtures;
  expect(vendorList).toHaveLength(718);
  expect(vendorList.slice(0, 2)).toEqual(vendorExample);
  expect(vendorList.map(({ id }) => id)).toEqual(vendorList.map((_, index) => 3025 - index));
  expect(vendorList.slice(1).filter(({ end_time }) => end_time === null)).toEqual([]);
});

test("sameMillisecond holds one start and 30 ids", () => {
  expect(new Set(fixtures.sameMillisecond.map(({ start_time }) => start_time)).size).toBe(1);
  expect(new Set(fixtures.sameMillisecond.map(({ execution_id }) => execution_id)).size).toBe(30);
});

test("parentsAndChildren holds two parents", () => {
  expect(fixtures.parentsAndChildren.filter((ticket) => !isChildTicket(ticket)).map(({ id }) => id)).toEqual([5, 1]);
});
