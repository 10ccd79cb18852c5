import { expect, test } from "vitest";
import { headersToSign } from "./canonical-request.ts";

test("host and every stable header are signed, in lower case, sorted, without white space around the value", () => {
  const headers = new Headers({ "X-Stage": "  RELEASE\t", "Content-Type": "application/json", "X-Language": "en-us" });
  expect(headersToSign(headers, "a.example:8443")).toEqual([
    ["content-type", "application/json"],
    ["host", "a.example:8443"],
    ["x-language", "en-us"],
    ["x-stage", "RELEASE"],
  ]);
});

test.each([
  ["Authorization", "x"],
  ["Host", "other.example"],
  ["User-Agent", "x"],
  ["Accept", "*/*"],
  ["Accept-Encoding", "gzip"],
  ["Accept-Language", "en"],
  ["Content-Length", "1"],
  ["Connection", "close"],
  ["Expect", "100-continue"],
  ["Cookie", "a=b"],
  ["Cache-Control", "no-cache"],
  ["Proxy-Authorization", "x"],
  ["Sec-Fetch-Mode", "cors"],
  ["X-Forwarded-For", "10.0.0.1"],
  ["Traceparent", "00-0-0-00"],
  ["under_score", "x"],
  ["X-Name", "caf\u00e9"],
])("%s: %s may change on the way, and is not signed", (name, value) => {
  expect(headersToSign(new Headers([[name, value]]), "a.example")).toEqual([["host", "a.example"]]);
});

test("a header that is given twice is signed as the one line it is sent as", () => {
  const headers = new Headers([
    ["X-Many", "b"],
    ["X-Many", "a"],
  ]);
  expect(headersToSign(headers, "a.example")).toContainEqual(["x-many", "b, a"]);
});

test("an empty value and white space within one stay as they are", () => {
  const headers = new Headers({ "X-Empty": "", "X-Wide": "a   b" });
  expect(headersToSign(headers, "a.example")).toEqual([
    ["host", "a.example"],
    ["x-empty", ""],
    ["x-wide", "a   b"],
  ]);
});
