import { expect, test } from "vitest";
import { DEFAULT_UNKNOWNS, readUnknowns } from "./unknowns.ts";

test("keeps the defaults that nothing is given for", () => {
  expect(readUnknowns({})).toEqual(DEFAULT_UNKNOWNS);
  expect(readUnknowns({ tags: "any" })).toEqual({ ...DEFAULT_UNKNOWNS, tags: "any" });
});

test.each([
  ['{"tags":"or"}', 'unknowns.tags must be one of "all", "any", not "or".'],
  ['{"maxLimit":0}', "unknowns.maxLimit must be an integer from 1 up, not 0."],
  ['{"endTimeMatchesUnended":"yes"}', 'unknowns.endTimeMatchesUnended must be one of true, false, not "yes".'],
  ['{"order":"id"}', 'unknowns.order must be one of "start_time", "update_time", "given", not "id".'],
  ["[]", "unknowns must be an object, not an array."],
])("refuses %s", (given, message) => {
  expect(() => readUnknowns(JSON.parse(given))).toThrow(new TypeError(message));
});

test("refuses a name that is none, and lists those that are", () => {
  expect(() => readUnknowns(JSON.parse('{"tag":"any"}'))).toThrow(
    /^Each key of unknowns must be one of maxLimit, .*, successCode, missingExecution, sysTagsOfOne, lockAccessKey, not "tag"\.$/,
  );
});
