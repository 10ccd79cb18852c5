import { expect, test } from "vitest";
import { canonicalRequestOf } from "../signing/canonical-request.ts";
import { signRequest } from "../signing/sign-request.ts";
import { explainSignature } from "./access-key.ts";

const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET" };
const signed = await signRequest(
  new Request("https://coc.example/v1/executions?limit=1", { headers: { "x-team": "a|b", "x-zone": "1" } }),
  credentials,
  { date: new Date("2025-07-01T12:00:00Z") },
);
const own = canonicalRequestOf(signed) ?? "";

const explain = (canonical: string) =>
  explainSignature(`verify aksk signature fail, canonicalRequest:${canonical.replaceAll("\n", "|")}`, signed);

test("a header with a | in it is no difference", () => {
  expect(explain(own)).toBe("The gateway signed the same text, so the secret access key must be wrong.");
});

test.each([
  ["GET", "POST", 'method: the gateway saw "POST", but "GET" was signed'],
  [
    "/v1/executions/",
    "/coc/v1/executions/",
    'path: the gateway saw "/coc/v1/executions/", but "/v1/executions/" was signed',
  ],
  ["limit=1", "", 'query: the gateway saw "", but "limit=1" was signed'],
  ["host:coc.example", "host:proxy", 'header host: the gateway saw "host:proxy", but "host:coc.example" was signed'],
  ["x-team:a|b", "x-team:c", 'header x-team: the gateway saw "x-team:c", but "x-team:a|b" was signed'],
  ["x-zone:1", "x-zone:2", 'header x-zone: the gateway saw "x-zone:2", but "x-zone:1" was signed'],
  [";x-zone", "", 'names of the signed headers: the gateway saw "host;x-sdk-date;x-team", but '],
  ["e3b0c442", "ffffffff", 'hash of the body: the gateway saw "ffffffff'],
])("the first difference is named: %j became %j", (from, to, wanted) => {
  expect(explain(own.replace(from, to))).toContain(`The first difference is in the ${wanted}`);
});

test("a canonical request that breaks off is told where it does", () => {
  expect(explain("GET")).toContain('in the path: the gateway saw "", but "/v1/executions/" was signed');
});

test("without one there is nothing to compare", () => {
  expect(explainSignature("verify aksk signature fail", signed)).toBeUndefined();
  expect(explainSignature(`canonicalRequest:${own}`, new Request("https://coc.example"))).toBeUndefined();
});

test("100,000 spaces behind it take no time", () => {
  expect(explainSignature(`canonicalRequest:x${" ".repeat(100_000)}y`, signed)).toContain("The first difference");
}, 1000);
