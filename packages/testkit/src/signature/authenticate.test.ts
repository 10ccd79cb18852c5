import { expect, test } from "vitest";
import type { WireRequest } from "../mock-api/wire.ts";
import { authenticate } from "./authenticate.ts";

const NOON = Date.UTC(2025, 6, 1, 12);
const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const signed = {
  host: "coc.myhuaweicloud.com",
  "x-sdk-date": "20250701T120000Z",
  authorization:
    "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, " +
    "Signature=768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64",
};

function requestWith(headers: Readonly<Record<string, string>>): WireRequest {
  const target = "/v1/executions?limit=2&offset=0";
  return { method: "GET", origin: "https://coc.myhuaweicloud.com", target, headers, body: new Uint8Array() };
}

const time = { now: NOON, isSkewed: false };

test.each([
  ["nothing is checked", {}, {}, {}],
  ["nothing is checked, whatever is sent", {}, { ...signed, "x-sdk-date": "19990101T000000Z" }, {}],
  ["a good signature", { credentials }, signed, { signedBy: "AccessKey" }],
  ["the token", { token: "t" }, { "x-auth-token": "t" }, { signedBy: "token" }],
  ["another token", { token: "t" }, { "x-auth-token": "u" }, { problem: "decrypt token fail" }],
  ["a signature where either will do", { credentials, token: "t" }, signed, { signedBy: "AccessKey" }],
  ["a token where either will do", { credentials, token: "t" }, { "x-auth-token": "t" }, { signedBy: "token" }],
  [
    "a token where a signature is asked for",
    { credentials },
    { "x-auth-token": "t" },
    { problem: "decrypt token fail" },
  ],
  ["a signature where a token is asked for", { token: "t" }, signed, { problem: "x-auth-token not found" }],
  ["nothing where a signature is asked for", { credentials }, {}, { problem: "x-auth-token not found" }],
])("%s", async (_, identity, headers, expected) => {
  expect(await authenticate(requestWith(headers), identity, time)).toEqual(expected);
});

test("looks at the date alone when the server's time is wrong and nothing else is checked", async () => {
  const skewed = { now: NOON + 3_600_000, isSkewed: true };
  expect(await authenticate(requestWith(signed), {}, skewed)).toEqual({
    problem: "calc aksk signature fail:signature expired, signature time:20250701T120000Z,server time:20250701T130000Z",
  });
  expect(await authenticate(requestWith({}), {}, skewed)).toEqual({});
});
