import { expect, onTestFinished, test, vi } from "vitest";
import type { Credentials } from "../signing/credentials.ts";
import { signRequest } from "../signing/sign-request.ts";
import { accessKey } from "./access-key.ts";

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const date = new Date("2025-07-01T12:00:00Z");
const url = "https://a.example/v1/x?limit=2";

test("signs the very request it is given, as signRequest does", async () => {
  const request = new Request(url);
  const signed = await accessKey(credentials)(request, { date });
  expect(signed).toBe(request);
  expect([...signed.headers]).toEqual([...(await signRequest(new Request(url), credentials, { date })).headers]);
});

test("the same request is signed anew for each attempt, with what the provider gives then", async () => {
  const answers: Credentials[] = [
    { ...credentials, securityToken: "Old", expiration: new Date(date.getTime() + 60_000) },
    credentials,
  ];
  const auth = accessKey(() => answers.shift() ?? credentials);
  const request = new Request(url);
  await auth(request, { date });
  expect(request.headers.get("x-security-token")).toBe("Old");

  const later = new Date(date.getTime() + 120_000);
  await auth(request, { date: later });
  expect(request.headers.has("x-security-token")).toBe(false);
  expect([...request.headers]).toEqual([
    ...(await signRequest(new Request(url), credentials, { date: later })).headers,
  ]);
});

test("credentials are checked at once, and later changes to the object change nothing", async () => {
  expect(() => accessKey({ ...credentials, secretAccessKey: "" })).toThrow(/^secretAccessKey must be/);
  const mutable = { ...credentials };
  const auth = accessKey(mutable);
  mutable.accessKeyId = "Other";
  const signed = await auth(new Request(url), { date });
  expect(signed.headers.get("authorization")).toContain("Access=AccessKey,");
});

test("what a provider gives is checked when it is asked", async () => {
  const auth = accessKey(async () => ({ ...credentials, accessKeyId: "AK\n" }));
  await expect(auth(new Request(url), { date })).rejects.toThrow(/^accessKeyId must be/);
});

test("in a browser it is refused, unless allowed by name", () => {
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", {});
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(() => accessKey(credentials)).toThrow(/^auth must be something other than an access key in a browser/);
  expect(accessKey(credentials, { dangerouslyAllowBrowser: true })).toBeTypeOf("function");
});
