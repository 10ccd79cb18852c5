import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { canonicalRequestOf } from "./canonical-request.ts";
import { signOwnRequest, signRequest } from "./sign-request.ts";

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const date = new Date("2025-07-01T12:00:00Z");
const url = "https://a.example/v1/x";
const signedHeaders = (request: Request) =>
  /SignedHeaders=([^,]+)/.exec(request.headers.get("authorization") ?? "")?.[1];

test("the request given stays as it was, and can still be sent", async () => {
  const request = new Request(`${url}?a=b+c`, { method: "POST", body: "hello", headers: { "x-a": "1" } });
  const signed = await signRequest(request, credentials, { date });
  expect(request.url).toBe(`${url}?a=b+c`);
  expect([...request.headers.keys()]).toEqual(["content-type", "x-a"]);
  expect(request.bodyUsed).toBe(false);
  expect(await request.text()).toBe("hello");
  expect(await signed.text()).toBe("hello");
});

test("a URL that can be read in two ways is rewritten, all else of the request goes along", async () => {
  const controller = new AbortController();
  const request = new Request(`${url}?a=b+c&flag`, {
    method: "PUT",
    body: "hello",
    redirect: "manual",
    signal: controller.signal,
  });
  const signed = await signRequest(request, credentials, { date });
  expect(signed.url).toBe(`${url}?a=b%2Bc&flag=`);
  expect(signed.method).toBe("PUT");
  expect(signed.redirect).toBe("manual");
  expect(signed.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  controller.abort();
  expect(signed.signal.aborted).toBe(true);
  expect(await signed.text()).toBe("hello");
});

test("token, project and domain are sent and signed where the credentials have them, and only there", async () => {
  const plain = await signRequest(new Request(url), credentials, { date });
  expect(signedHeaders(plain)).toBe("host;x-sdk-date");
  const full = { ...credentials, securityToken: "Token", projectId: "Project", domainId: "Domain" };
  const signed = await signRequest(new Request(url), full, { date });
  expect(signedHeaders(signed)).toBe("host;x-domain-id;x-project-id;x-sdk-date;x-security-token");
  expect(signed.headers.get("x-security-token")).toBe("Token");
  expect(signed.headers.get("x-project-id")).toBe("Project");
  expect(signed.headers.get("x-domain-id")).toBe("Domain");
});

test("a project that the caller has set stays, where the credentials have none", async () => {
  const signed = await signRequest(new Request(url, { headers: { "X-Project-Id": "mine" } }), credentials, { date });
  expect(signed.headers.get("x-project-id")).toBe("mine");
  expect(signedHeaders(signed)).toBe("host;x-project-id;x-sdk-date");
});

test("signing again replaces everything that the first signature has set", async () => {
  const first = await signRequest(new Request(url), { ...credentials, securityToken: "Old" }, { date });
  const later = new Date(date.getTime() + 60_000);
  const again = await signRequest(first, credentials, { date: later });
  const fresh = await signRequest(new Request(url), credentials, { date: later });
  expect([...again.headers]).toEqual([...fresh.headers]);
  expect(again.headers.get("x-sdk-date")).toBe("20250701T120100Z");
});

test("another key, time, header, method, path, query or body gives another signature", async () => {
  const authorizations = await Promise.all(
    [
      signRequest(new Request(url), credentials, { date }),
      signRequest(new Request(url), { ...credentials, secretAccessKey: "Other" }, { date }),
      signRequest(new Request(url), credentials, { date: new Date(0) }),
      signRequest(new Request(url, { headers: { "x-a": "1" } }), credentials, { date }),
      signRequest(new Request(url, { headers: { "x-a": "2" } }), credentials, { date }),
      signRequest(new Request(url, { method: "DELETE" }), credentials, { date }),
      signRequest(new Request(`${url}y`), credentials, { date }),
      signRequest(new Request(`${url}?a=1`), credentials, { date }),
      signRequest(new Request(url, { method: "POST", body: new Uint8Array([1]) }), credentials, { date }),
      signRequest(new Request(url, { method: "POST", body: new Uint8Array([2]) }), credentials, { date }),
    ].map(async (signed) => (await signed).headers.get("authorization")),
  );
  expect(new Set(authorizations).size).toBe(authorizations.length);
});

test("X-Sdk-Content-Sha256 stands in for the hash of the body, which is not read", async () => {
  const body = new ReadableStream({ pull: () => Promise.reject(new Error("read")) });
  const headers = { "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" };
  const request = new Request(url, { method: "POST", body, headers, ...{ duplex: "half" } });
  const signed = await signOwnRequest(request, credentials, date);
  expect(canonicalRequestOf(signed)?.split("\n").at(-1)).toBe("UNSIGNED-PAYLOAD");
  expect(signedHeaders(signed)).toBe("host;x-sdk-content-sha256;x-sdk-date");
});

test("a body that was read already is refused", async () => {
  const request = new Request(url, { method: "POST", body: "hello" });
  await request.text();
  await expect(signRequest(request, credentials, { date })).rejects.toThrow(/^request must be unread/);
  await expect(signOwnRequest(request, credentials, date)).rejects.toThrow(/^request must be unread/);
});

const wrong: [name: string, request: unknown, options: unknown, message: RegExp][] = [
  ["a text for a request", `${url}?secret=1`, { date }, /^request must be a Request\.$/],
  ["no request", undefined, { date }, /^request must be a Request, not undefined\.$/],
  ["no options", new Request(url), undefined, /^date must be a Date within the years 0 to 9999, not undefined/],
  ["no date", new Request(url), {}, /^date must be a Date .*, not undefined/],
  ["a number for a date", new Request(url), { date: 1751371200000 }, /^date must be a Date .*, not 1751371200000/],
];

test.each(wrong)("%s is refused by name", async (_, request, options, message) => {
  const signed: Promise<Request> = Reflect.apply(signRequest, undefined, [request, credentials, options]);
  await expect(signed).rejects.toMatchObject({ code: "invalid_argument", message: expect.stringMatching(message) });
});

test("credentials that have signed before sign the same again, whatever they signed in between", () => {
  const signatures = [url, `${url}?a=1`, url].map((target) => {
    const request = new Request(target);
    void signOwnRequest(request, credentials, date);
    return request.headers.get("authorization");
  });
  expect(signatures[2]).toBe(signatures[0]);
  expect(signatures[1]).not.toBe(signatures[0]);
});

test("one's own request is signed in place, before anything is awaited", () => {
  const request = new Request(url);
  void signOwnRequest(request, credentials, date);
  expect(signedHeaders(request)).toBe("host;x-sdk-date");
});

test("a Host header is taken off, since only some runtimes would send it", async () => {
  const signed = await signRequest(new Request(url, { headers: { Host: "other.example" } }), credentials, { date });
  expect(signed.headers.has("host")).toBe(false);
  expect(canonicalRequestOf(signed)).toContain("\nhost:a.example\n");
});

test("a request that is not signed has no canonical request", () => {
  expect(canonicalRequestOf(new Request(url))).toBeUndefined();
  expect(canonicalRequestOf(new Request(url, { headers: { authorization: "Bearer x" } }))).toBeUndefined();
});

test("what arrives is what was signed: URL, host and headers", async () => {
  const arrived: IncomingMessage[] = [];
  const server = createServer((message, response) => {
    arrived.push(message);
    message.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const request = new Request(`http://127.0.0.1:${port}/a'b/%7e(x)/?q=b'(*)+c&flag&张=😀`, {
    method: "POST",
    body: "hello",
    headers: { "X-Stage": " RELEASE ", "User-Agent": "mine", Accept: "text/csv" },
  });
  const signed = await signRequest(request, credentials, { date });
  const expected = canonicalRequestOf(signed, new TextEncoder().encode("hello"));
  await (await fetch(signed)).text();

  const [message] = arrived;
  const names = signedHeaders(signed)?.split(";") ?? [];
  expect(message?.url).toBe(signed.url.slice(`http://127.0.0.1:${port}`.length));
  expect(message?.headers["content-length"]).toBe("5");
  expect(expected).toContain(names.map((name) => `${name}:${message?.headers[name]}\n`).join(""));
});
