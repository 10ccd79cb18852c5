import { expect, test } from "vitest";
import { documentIdAt, executionIdAt } from "./vendor-ids.ts";

test.each<[string, number, string]>([
  ["2025-07-01T13:01:45Z", 3025, "EX20250701210145003025"],
  ["2025-06-30T15:59:59.999Z", 1, "EX20250630235959000001"],
  ["2025-06-30T16:00:00Z", 12_345_678, "EX20250701000000345678"],
  ["1970-01-01T00:00:00Z", 0, "EX19700101080000000000"],
])("a start at %s with the id %d gives %s", (time, id, expected) => {
  expect(executionIdAt(Date.parse(time), id)).toBe(expected);
});

test("a job's id ends in eight digits", () => {
  expect(documentIdAt(Date.parse("2025-06-30T13:17:11Z"), 7)).toBe("DM2025063021171100000007");
});
