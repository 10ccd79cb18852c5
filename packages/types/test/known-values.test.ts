import { readFile } from "node:fs/promises";
import { contractText } from "@coc-executions/openapi/contract";
import { expect, test } from "vitest";
import { refreshKnownValues } from "../scripts/refresh-known-values.ts";

const text = await readFile(new URL("../src/known-values.ts", import.meta.url), "utf8");

test("the committed lists are what the contract says", () => {
  expect(refreshKnownValues(text, contractText)).toBe(text);
});

test("a value that comes, and one that is no name, gets its line; one that goes loses it", () => {
  const contract = contractText.replace("[BATCH, RATE_CONTROL, NORMAL]", "[BATCH, NORMAL, ON-CALL]");
  const refreshed = refreshKnownValues(text, contract);
  expect(refreshed).toContain('{\n  BATCH: true,\n  NORMAL: true,\n  "ON-CALL": true,\n}');
  expect(refreshed).not.toContain("RATE_CONTROL");
});

test("a contract without one of the lists is refused", () => {
  const contract = contractText.replaceAll("KnownExecutionType", "KnownKind");
  expect(() => refreshKnownValues(text, contract)).toThrow("The contract lists no values of KnownExecutionType");
});
