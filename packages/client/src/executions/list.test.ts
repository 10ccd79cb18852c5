import type { Execution } from "@coc-executions/types";
import { expect, test } from "vitest";
import { createTransport } from "../transport.ts";
import { type ListOptions, listExecutions } from "./list.ts";
import type { ExecutionPage } from "./list-page.ts";
import { hasStatus } from "./predicates.ts";

/** A list of `count` tickets, every third of them failed, and the windows that are asked of it. */
function listOf(count: number, options: ListOptions = {}) {
  const all: Execution[] = Array.from({ length: count }, (_, index) => ({
    execution_id: `EX${index}`,
    status: index % 3 === 0 ? "Failed" : "Succeeded",
  }));
  const windows: string[] = [];
  const fetch = async (url: string) => {
    const { searchParams } = new URL(url);
    const [offset, limit] = [Number(searchParams.get("offset")), Number(searchParams.get("limit"))];
    windows.push(`${offset}+${limit}`);
    const headers = { "x-request-id": `req-${windows.length}` };
    return Response.json({ data: all.slice(offset, offset + limit), total: all.length }, { headers });
  };
  const transport = createTransport({ baseUrl: "https://coc.example", auth: (request) => request, fetch });
  return { all, windows, list: listExecutions(transport, {}, options) };
}

test.each([0, 1, 2, 99, 100, 101, 250])("%i tickets come once each, in order", async (count) => {
  const { all, list } = listOf(count);
  expect(await list.toArray()).toEqual(all);
});

test.each([1, 2, 3, 7, 100])("pages of %i bring them all too", async (pageSize) => {
  const { all, list } = listOf(25, { pageSize });
  expect(await list.toArray()).toEqual(all);
});

test("a list of one window costs one request", async () => {
  const { list, windows } = listOf(40);
  await list.toArray();
  expect(windows).toEqual(["0+100"]);
});

test("nothing is asked before the list is read, and nothing after the loop is left", async () => {
  const { list, windows } = listOf(250);
  expect(windows).toEqual([]);
  for await (const execution of list) if (execution.execution_id === "EX3") break;
  expect(windows).toEqual(["0+100"]);
});

test("each reading is a listing of its own", async () => {
  const { list, all, windows } = listOf(40);
  expect([await list.toArray(), await list.toArray()]).toEqual([all, all]);
  expect(windows).toHaveLength(2);
});

test("where keeps what it is true for", async () => {
  const { list, all } = listOf(250, { where: hasStatus("Failed") });
  expect(await list.toArray()).toEqual(all.filter(({ status }) => status === "Failed"));
});

test.each([0, 1, 100, 120, 1000])("maxItems %i is the number of tickets, not of a page", async (maxItems) => {
  const { list, all } = listOf(250, { maxItems });
  expect(await list.toArray()).toEqual(all.slice(0, maxItems));
});

test("maxItems counts what passes where", async () => {
  const { list } = listOf(250, { maxItems: 40, where: hasStatus("Failed") });
  expect(await list.toArray()).toHaveLength(40);
});

test("maxItems 0 asks nothing", async () => {
  const { list, windows } = listOf(250, { maxItems: 0 });
  await list.toArray();
  expect(windows).toEqual([]);
});

test("byPage hands on what is known of each answer, and each ticket in one page only", async () => {
  const { list } = listOf(150);
  const pages: ExecutionPage[] = [];
  for await (const page of list.byPage()) pages.push(page);
  expect(pages.map(({ items, offset, total, requestId }) => [items.length, offset, total, requestId])).toEqual([
    [100, 0, 150, "req-1"],
    [50, 99, 150, "req-2"],
  ]);
});
