import { expect, test } from "vitest";
import { classifyResponse } from "./classify.ts";

const signed = new Request("https://coc.example/v1/executions", { headers: { "x-auth-token": "SECRET" } });
const context = { sentAt: 0, receivedAt: 0 };

function errorOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const outcome = classifyResponse(signed, new Response(text, { status, headers }), text, context);
  if (outcome.ok) throw new Error("It is no error");
  return outcome.toError({ attempts: 1, waited: 0 });
}

test("an empty request id in the headers leaves the one in the body", () => {
  expect(errorOf(403, { request_id: "8080" }, { "x-request-id": "" })).toMatchObject({ requestId: "8080" });
  expect(errorOf(403, {}, { "x-request-id": "" }).message).toMatch(/\(1 attempt\)/);
});

test("however much a service says, an error stays short", () => {
  const long = "x".repeat(1_000_000);
  const error = errorOf(400, { error_code: long, error_msg: long, request_id: long });
  expect(error).toMatchObject({
    errorCode: "x".repeat(200),
    errorMessage: "x".repeat(2000),
    requestId: "x".repeat(200),
  });
  expect(error.message.length).toBeLessThan(3000);
  expect(errorOf(400, long)).toMatchObject({ errorMessage: "x".repeat(200) });
  expect(errorOf(200, long)).toMatchObject({ body: "x".repeat(200) });
});

test("the reasons of a policy that denied the call are kept whole, wherever they stand", () => {
  const encoded_authorization_message = "e".repeat(5000);
  const denied = { error_code: "APIGW.0302", error_msg: "denied", encoded_authorization_message };
  const nested = { error: { code: "IAM.1", message: "denied" }, encoded_authorization_message };
  for (const body of [denied, nested, { error: denied }]) {
    const error = errorOf(403, body);
    expect(error).toMatchObject({ encodedAuthorizationMessage: encoded_authorization_message });
    expect(error.message).not.toContain("eeee");
  }
  expect(errorOf(403, {})).toMatchObject({ encodedAuthorizationMessage: undefined });
});

test("no half of a secret stays, however often a service quotes it", () => {
  const secret = `${"s".repeat(4095)}.`;
  const quoted = new Request("https://coc.example/v1/executions", { headers: { "x-auth-token": secret } });
  const text = secret.repeat(100);
  const outcome = classifyResponse(quoted, new Response(text, { status: 500 }), text, context);
  expect(outcome.ok || outcome.toError({ attempts: 1, waited: 0 }).message).not.toContain("s".repeat(10));
});

test("what is cut off was redacted before", () => {
  expect(errorOf(400, { error_msg: `${"x".repeat(1997)}SECRET` })).toMatchObject({
    errorMessage: `${"x".repeat(1997)}[re`,
  });
});

test.each([
  [403, "APIG.0302", "Grant the user the permission of this operation."],
  [429, "APIG.0308", "Send fewer requests"],
])("a %i %s of an older gateway is explained as well", (status, error_code, hint) => {
  expect(errorOf(status, { error_code, error_msg: "no" }).message).toContain(hint);
});
