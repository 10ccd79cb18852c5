import { expect, test } from "vitest";
import { redactCause, redactorOf } from "./redact.ts";

const request = new Request("https://coc.example", {
  headers: {
    authorization: "SDK-HMAC-SHA256 Access=AKID, SignedHeaders=host, Signature=5ec2e7",
    "x-security-token": "session+token/==",
    "x-api-key": "key-of-a-proxy",
    cookie: "first=cookie1; second=cookie2",
    "x-sdk-date": "20250701T120000Z",
  },
});
const redact = redactorOf(request);

test.each(["5EC2E7", "session%2Btoken%2F%3D%3D", "session+token\\/==", "key-of-a-proxy", "cookie1", "cookie2"])(
  "%s is struck out",
  (secret) => {
    expect(redact(`<${secret}>`)).toBe("<[redacted]>");
  },
);

test("what is no secret of the request stays", () => {
  const text = "x-sdk-date:20250701T120000Z, host:coc.example";
  expect(redact(text)).toBe(text);
});

test.each<[string, unknown, object]>([
  [
    "an error",
    Object.assign(new TypeError("no 5ec2e7"), { code: "E" }),
    { name: "TypeError", message: "no [redacted]" },
  ],
  ["an error of another realm", { name: "TypeError", message: "no", code: "E_NO" }, { message: "no", code: "E_NO" }],
  ["a cause of another realm", { message: "no", cause: { message: "5ec2e7" } }, { cause: new Error("[redacted]") }],
  ["a secret in a name and in a code", { name: "5ec2e7", message: "", code: "5ec2e7" }, { name: "[redacted]" }],
  ["a text", "5ec2e7", { message: "[redacted]" }],
  ["nothing", undefined, { message: "undefined" }],
  ["what has no text", Object.create(null), { message: "a value that is not an error was thrown" }],
])("%s becomes an error that is safe to keep", (_, thrown, wanted) => {
  const copy = redactCause(thrown, redact);
  expect(copy).toBeInstanceOf(Error);
  expect(copy).toMatchObject(wanted);
  expect(`${copy.name} ${copy.stack} ${JSON.stringify(copy)}`).not.toContain("5ec2e7");
});
