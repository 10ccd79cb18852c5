import { expect, test } from "vitest";
import { hasErrorCode, readErrorBody } from "./error-body.ts";

const bodies: [name: string, body: unknown, wanted: (string | undefined)[]][] = [
  ["the service", { error_code: "COC.00010002", error_msg: "bad" }, ["COC.00010002", "bad"]],
  ["the gateway", { error_msg: "no", error_code: "APIGW.0301", request_id: "8080" }, ["APIGW.0301", "no", "8080"]],
  ["camel case", { errorCode: "X.1", errorMsg: "no" }, ["X.1", "no"]],
  ["short names", { code: "X.2", message: "no" }, ["X.2", "no"]],
  ["one object down", { error: { code: 401, message: "no" }, request_id: "8081" }, ["401", "no", "8081"]],
  ["a message alone", { error_msg: "no" }, [undefined, "no"]],
  ["empty texts", { error_code: "", error_msg: "" }, []],
  ["nothing of the kind", { data: [{ code: "no error" }] }, []],
  ["a list", [{ error_code: "X" }], []],
  ["a text", "no", []],
  ["null", null, []],
  ["no JSON", undefined, []],
];

test.each(bodies)("%s", (_, body, [errorCode, errorMessage, requestId]) => {
  expect(readErrorBody(body)).toEqual({ errorCode, errorMessage, requestId });
});

test.each([
  [{ error_code: "COC.00000000", data: [] }, false],
  [{ error_code: "GOM.00000000" }, false],
  [{ error_code: null, data: [] }, false],
  [{ error_code: "", data: [] }, false],
  [{ data: [], total: 0 }, false],
  [{ data: { code: "APIGW.0301" } }, false], // a field of a ticket is no verdict on the call
  [{ code: 200, data: [] }, false],
  [{ code: "COC.00000000", message: "" }, false],
  [[], false],
  [null, false],
  [{ code: "X.2", message: "no" }, true],
  [{ error: { code: "X.3", message: "no" } }, true],
  [{ error_code: "COC.00040701" }, true],
  [{ errorCode: "COC.00040701" }, true],
])("a 200 with %j is an error: %s", (body, wanted) => {
  expect(hasErrorCode(body)).toBe(wanted);
});
