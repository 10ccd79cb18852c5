import { expect, test } from "vitest";
import type { WireRequest } from "../mock-api/wire.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { sha256Hex } from "./digest.ts";
import { parseSdkDate } from "./sdk-date.ts";
import { type MockCredentials, verifySignature } from "./verify-signature.ts";

interface Vector {
  readonly method?: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials?: MockCredentials;
  readonly signature: string;
}

const SDK_KEY: MockCredentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

/** Signatures that others made. */
const VECTORS: Readonly<Record<string, Vector>> = {
  // https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-001.html; the page prints its sample key.
  "the example of the vendor's guide": {
    target: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
    headers: {
      "content-type": "application/json",
      host: "service.region.example.com",
      "x-sdk-date": "20191115T033655Z",
    },
    credentials: { accessKeyId: "QTWAOYTTINDUT2QVKYUC", secretAccessKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" },
    signature: "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
  },
  // huaweicloud/huaweicloud-sdk-python-v3, huaweicloud-sdk-core/tests/test_signer.py
  "a GET of the vendor's Python SDK": {
    target: "/resources?size=1",
    headers: { host: "service.endpoint.myhuaweicloud.com", "x-sdk-date": "20200608T023900Z" },
    signature: "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842",
  },
  "a POST of the vendor's Python SDK": {
    method: "POST",
    target: "/resources?size=1",
    headers: { host: "service.endpoint.myhuaweicloud.com", "x-sdk-date": "20200608T023900Z" },
    body: '{"name":"test","id":1}',
    signature: "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f",
  },
  // Made with the signer of the vendor's Python SDK.
  "a page of this API": {
    target: "/v1/executions?limit=2&offset=0",
    headers: { host: "coc.myhuaweicloud.com", "x-sdk-date": "20250701T120000Z" },
    signature: "768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64",
  },
  "every filter of this API, with temporary credentials": {
    target:
      "/v1/executions?creator=%E5%BC%A0%E4%B8%89%20ops~&document_id=DM202506302117010&document_name=a%2Ab%28c%29%27%21" +
      "&end_time=1751375000000&exclude_child_executions=true&limit=100&offset=100&start_time=1751289440999" +
      "&tags=key1%3Dvalue1%2Ckey2%3Dvalue2",
    headers: {
      "content-type": "application/json",
      host: "coc-intl.myhuaweicloud.com",
      "x-domain-id": "0123456789abcdef0123456789abcdef",
      "x-sdk-date": "20250701T120000Z",
      "x-security-token": "TOKEN+/==",
    },
    credentials: { ...SDK_KEY, securityToken: "TOKEN+/==" },
    signature: "6fa6eb74f3717400aba0724881d537c1e9646c68134df1afbea93aaf70cfc149",
  },
};

function signedRequest(vector: Vector, changes: Readonly<Record<string, string>> = {}): WireRequest {
  const { accessKeyId } = vector.credentials ?? SDK_KEY;
  const signedHeaders = Object.keys(vector.headers).join(";");
  const authorization = `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${vector.signature}`;
  return {
    method: vector.method ?? "GET",
    origin: `https://${vector.headers.host}`,
    target: vector.target,
    headers: { ...vector.headers, authorization, ...changes },
    body: new TextEncoder().encode(vector.body ?? ""),
  };
}

function timeOf(vector: Vector): number {
  return parseSdkDate(vector.headers["x-sdk-date"] ?? "") ?? Number.NaN;
}

async function verify(
  vector: Vector,
  request = signedRequest(vector),
  now = timeOf(vector),
): Promise<string | undefined> {
  return await verifySignature(request, vector.credentials ?? SDK_KEY, now);
}

test.each(Object.entries(VECTORS))("accepts %s", async (_, vector) => {
  expect(await verify(vector)).toBeUndefined();
});

test.each(Object.entries(VECTORS))("refuses another secret, method, target and body for %s", async (_, vector) => {
  const request = signedRequest(vector);
  const wrongSecret = { ...(vector.credentials ?? SDK_KEY), secretAccessKey: "other" };
  expect(await verifySignature(request, wrongSecret, timeOf(vector))).toMatch(/^verify aksk signature fail/);
  for (const change of [{ method: "PUT" }, { target: `${vector.target}1` }, { body: new TextEncoder().encode("x") }]) {
    expect(await verify(vector, { ...request, ...change })).toMatch(/^verify aksk signature fail/);
  }
});

const page: Vector = {
  target: "/v1/executions?limit=2&offset=0",
  headers: { host: "coc.myhuaweicloud.com", "x-sdk-date": "20250701T120000Z" },
  signature: "768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64",
};

test.each<[what: string, change: Partial<Vector>, headers: Readonly<Record<string, string>>]>([
  ["a digit flipped", { signature: page.signature.replace("7", "8") }, {}],
  ["another host", {}, { host: "coc-intl.myhuaweicloud.com" }],
  ["a port that was not signed", {}, { host: "coc.myhuaweicloud.com:443" }],
])("refuses %s, with its own canonical request and without the key", async (_, change, headers) => {
  const vector = { ...page, ...change };
  const problem = await verify(vector, signedRequest(vector, headers));
  const host = headers.host ?? "coc.myhuaweicloud.com";
  expect(problem).toContain(
    `verify aksk signature fail, canonicalRequest:GET|/v1/executions/|limit=2&offset=0|host:${host}|`,
  );
  expect(problem).not.toContain(SDK_KEY.secretAccessKey);
});

test("prints the gateway's canonical request, with | for each new line, when the signature does not fit", async () => {
  const problem = await verify({ ...page, signature: "0".repeat(64) });
  expect(problem).toBe(
    "verify aksk signature fail, canonicalRequest:GET|/v1/executions/|limit=2&offset=0|host:coc.myhuaweicloud.com|" +
      "x-sdk-date:20250701T120000Z||host;x-sdk-date|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test.each(["?offset=0&limit=2", "?%6Cimit=%32&offset=0"])(
  "canonicalises what was sent: %s is the same query",
  async (query) => {
    expect(await verify({ ...page, target: `/v1/executions${query}` })).toBeUndefined();
  },
);

const minutes = (count: number) => count * 60_000;

test.each([minutes(15), -minutes(15)])("takes a date that is %d ms from its own time", async (distance) => {
  expect(await verify(page, signedRequest(page), timeOf(page) + distance)).toBeUndefined();
});

test("refuses a date more than 15 minutes from its own time, before or after, and tells both", async () => {
  const expired = "calc aksk signature fail:signature expired, signature time:20250701T120000Z,server time:";
  const at = (distance: number) => verify(page, signedRequest(page), timeOf(page) + distance);
  expect(await at(minutes(15) + 1000)).toBe(`${expired}20250701T121501Z`);
  expect(await at(-minutes(15) - 1000)).toBe(`${expired}20250701T114459Z`);
});

test.each<[Record<string, string>, string]>([
  [{ authorization: "Bearer x" }, "the Authorization header is not of the form of SDK-HMAC-SHA256"],
  [{ authorization: "" }, "the Authorization header is not of the form of SDK-HMAC-SHA256"],
  [
    { authorization: "V11-HMAC-SHA256 Credential=a/b" },
    "the Authorization header is not of the form of SDK-HMAC-SHA256",
  ],
  [
    { authorization: signedRequest(page).headers.authorization?.replace("AccessKey", "Nobody") ?? "" },
    "ak Nobody not exist",
  ],
  [
    { "x-sdk-date": "2025-07-01T12:00:00Z" },
    "the header X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ: 2025-07-01T12:00:00Z",
  ],
  [{ "x-sdk-date": "20250231T120000Z" }, "the header X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ: 20250231T120000Z"],
  [
    { authorization: signedRequest(page).headers.authorization?.replace("host;", "host;x-project-id;") ?? "" },
    "the signed header x-project-id is missing",
  ],
  [
    { authorization: signedRequest(page).headers.authorization?.replace(";x-sdk-date", "") ?? "" },
    "the header x-sdk-date must be signed",
  ],
  [{ "x-security-token": "unasked" }, "decrypt token fail"],
])("refuses %j", async (changes, problem) => {
  expect(await verify(page, signedRequest(page, changes))).toBe(problem);
});

test("refuses a request without X-Sdk-Date", async () => {
  const { "x-sdk-date": _, ...headers } = signedRequest(page).headers;
  expect(await verify(page, { ...signedRequest(page), headers })).toBe("the header X-Sdk-Date is missing");
});

test("asks for the token of temporary credentials, for the right one, and for its signature", async () => {
  const credentials = { ...SDK_KEY, securityToken: "TOKEN" };
  const check = (changes: Record<string, string>) =>
    verifySignature(signedRequest(page, changes), credentials, timeOf(page));
  expect(await check({})).toBe("the header X-Security-Token is missing");
  expect(await check({ "x-security-token": "other" })).toBe("decrypt token fail");
  expect(await check({ "x-security-token": "TOKEN" })).toBe("the header x-security-token must be signed");
});

test("matches the hash of the canonical request in the vendor's guide", async () => {
  const [vector] = Object.values(VECTORS);
  if (vector === undefined) throw new Error("no vector");
  const canonical = await canonicalRequest(signedRequest(vector), Object.keys(vector.headers));
  expect(await sha256Hex(canonical)).toBe("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
});

test.each([
  // huaweicloud-sdk-python-v3 and -go-v3 both test this query.
  [
    "test=%E4%B8%80%20(%26%3D%3F!%23%25.*)&path=/tmp/123&multi=3&multi=1&multi=2&limit=1&enable=true",
    "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
  ],
  ["b=&a", "a=&b="],
  ["A=1&a=1&B=1", "A=1&B=1&a=1"],
  ["%F0%9F%9A%80=1&%EF%BD%81=2", "%EF%BD%81=2&%F0%9F%9A%80=1"],
  ["a=x+y", "a=x%20y"],
  ["?a=x", "%3Fa=x"],
  ["", ""],
])("canonicalises the query %s", async (query, canonical) => {
  const request = { ...signedRequest(page), target: `/v1/executions?${query}` };
  expect((await canonicalRequest(request, ["host"])).split("\n")[2]).toBe(canonical);
});

test.each([
  ["/v1/executions", "/v1/executions/"],
  ["/v1/executions/", "/v1/executions/"],
  ["/a%20b/%E5%BC%A0*", "/a%20b/%E5%BC%A0%2A/"],
  ["/100%", "/100%25/"],
])("canonicalises the path %s", async (target, canonical) => {
  expect((await canonicalRequest({ ...signedRequest(page), target }, ["host"])).split("\n")[1]).toBe(canonical);
});

test("takes the hash of the body from X-Sdk-Content-Sha256 where that is sent", async () => {
  const request = signedRequest(page, { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" });
  expect((await canonicalRequest(request, ["host"])).split("\n").at(-1)).toBe("UNSIGNED-PAYLOAD");
});
