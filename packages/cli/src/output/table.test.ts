import { execution, executions, fixtures } from "@coc-executions/testkit";
import type { Execution } from "@coc-executions/types";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { fitText } from "./fit-text.ts";
import { paletteOf } from "./style.ts";
import { toTable } from "./table.ts";

async function table(
  list: readonly Execution[],
  width?: number,
  fields?: ("execution_id" | "document_name" | "creator")[],
) {
  async function* pages() {
    for (let start = 0; start < list.length || start === 0; start += 100) yield list.slice(start, start + 100);
  }
  const palette = paletteOf({ env: {}, isTerminal: false });
  const options = { fields, times: { utc: true as const }, width, palette };
  const rest = { isTerminal: width !== undefined, iso: false, bom: false, defuseFormulas: false, query: undefined };
  const texts: string[] = [];
  for await (const text of toTable(pages(), { ...options, ...rest })) texts.push(text);
  return { texts, lines: texts.join("").trimEnd().split("\n") };
}

const awkward = [
  ...executions(60),
  execution({
    id: 1,
    execution_id: "EX1",
    document_name: "备份数据库和日志文件到对象存储服务的作业",
    creator: "张三丰和他的朋友们",
  }),
  execution({
    id: 2,
    execution_id: "EX2",
    document_name: "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
    creator: "🚀🚀🚀",
  }),
  execution({ id: 3, execution_id: "EX3", document_name: "x".repeat(4000) }),
];

test.each([40, 50, 60, 80, 120, 200, 300])("fits a terminal of %i columns, aligned", async (width) => {
  const { lines } = await table(awkward, width);
  expect(lines).toHaveLength(64);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  // Each status begins in the same column as its title.
  const column = stringWidth((lines[0] ?? "").slice(0, (lines[0] ?? "").indexOf("status")));
  for (const [index, line] of lines.slice(1).entries()) {
    const status = awkward[index]?.status ?? "";
    const at = line.lastIndexOf(` ${status}`) + 1;
    expect(stringWidth(line.slice(0, at)), line).toBe(column);
  }
});

test("where there is room nothing is cut, and in a pipe nothing but what is absurdly long", async () => {
  const { lines } = await table(fixtures.vendorExample);
  expect(lines[1]).toMatch(/^EX2025070121014xxxxxxx {2}test_document {2}Pending/);
  const { lines: long } = await table([execution({ document_name: "y".repeat(100) })]);
  expect(long[1]).toContain("y".repeat(100));
});

test("the id is never cut, and the job stays when others have gone", async () => {
  const { lines } = await table(executions(5), 60);
  expect(lines[0]).toMatch(/^execution id +job +status/);
  expect(lines[1]).toMatch(/^EX\d{20} /);
});

test("the first rows come with the first page, whatever follows", async () => {
  const { texts } = await table(executions(1000), 120);
  expect(texts).toHaveLength(10);
  expect(texts[0]?.split("\n")).toHaveLength(102);
});

test("no tickets are a heading", async () => {
  expect((await table([])).lines).toHaveLength(1);
});

test.each([
  ["abc", 5, "abc"],
  ["abcdef", 5, "abcd…"],
  ["备份数据", 8, "备份数据"],
  ["备份数据", 7, "备份数…"],
  ["备份数据", 6, "备份…"],
  ["👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"],
  ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
  ["", 5, ""],
])("%s in %i columns is %s", (text, width, expected) => {
  const fitted = fitText(text, width);
  expect(fitted.text).toBe(expected);
  expect(fitted.width).toBe(stringWidth(expected));
});

test.each([
  [{}, false, false],
  [{}, true, true],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ TERM: "dumb" }, true, false],
])("%j on a terminal (%s): coloured is %s", (env, isTerminal, coloured) => {
  expect(paletteOf({ env, isTerminal }).status("Failed")("x") !== "x").toBe(coloured);
});
