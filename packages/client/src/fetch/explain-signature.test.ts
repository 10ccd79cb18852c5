import { expect, test } from "vitest";
import { canonicalRequestOf } from "../signing/canonical-request-of.ts";
import { signRequest } from "../signing/sign-request.ts";
import { explainSignature } from "./explain-signature.ts";

const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET" };
const signed = await signRequest(
  new Request("https://coc.example/v1/executions?limit=1", { headers: { "x-team": "a|b", "x-zone": "1" } }),
  credentials,
  { date: new Date("2025-07-01T12:00:00Z") },
);
const own = canonicalRequestOf(signed) ?? "";

const explain = (canonical: string) =>
  explainSignature(`verify aksk signature fail, canonicalRequest:${canonical.replaceAll("\n", "|")}`, signed, String);

test("a header with a | in it is no difference", () => {
  expect(explain(own)).toBe("The gateway signs the same text, so it is the secret access key that differs.");
});

test.each([
  ["GET", "POST", 'method: the gateway saw "POST", signed was "GET"'],
  [
    "/v1/executions/",
    "/coc/v1/executions/",
    'path: the gateway saw "/coc/v1/executions/", signed was "/v1/executions/"',
  ],
  ["limit=1", "", 'query: the gateway saw "", signed was "limit=1"'],
  ["host:coc.example", "host:proxy", 'header host: the gateway saw "host:proxy", signed was "host:coc.example"'],
  ["x-team:a|b", "x-team:c", 'header x-team: the gateway saw "x-team:c", signed was "x-team:a|b"'],
  ["x-zone:1", "x-zone:2", 'header x-zone: the gateway saw "x-zone:2", signed was "x-zone:1"'],
  [";x-zone", "", 'names of the signed headers: the gateway saw "host;x-sdk-date;x-team", signed was'],
  ["e3b0c442", "ffffffff", 'hash of the body: the gateway saw "ffffffff'],
])("the first difference is named: %j became %j", (from, to, wanted) => {
  expect(explain(own.replace(from, to))).toContain(`The first difference is in the ${wanted}`);
});

test("a canonical request that breaks off is told where it does", () => {
  expect(explain("GET")).toContain('in the path: the gateway saw "", signed was "/v1/executions/"');
});

test("without one there is nothing to compare", () => {
  expect(explainSignature("verify aksk signature fail", signed, String)).toBeUndefined();
  expect(explainSignature(`canonicalRequest:${own}`, new Request("https://coc.example"), String)).toBeUndefined();
});
