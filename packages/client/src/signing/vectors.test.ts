import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { signature, stringToSign } from "./authorization.ts";
import { canonicalRequest, canonicalRequestOf } from "./canonical-request.ts";
import type { Credentials } from "./credentials.ts";
import { percentEncode } from "./percent-encode.ts";
import { signRequest, timestamp } from "./sign-request.ts";
import { strictUrl } from "./strict-url.ts";

interface Vector {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly credentials: Credentials;
  readonly date: string;
  readonly canonicalRequest?: string;
  readonly stringToSign?: string;
  readonly signature: string;
  readonly authorization: string;
}

const folder = new URL("../../test/signing-vectors/", import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
const vectors: Vector[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json") && file !== "sdk-query.json")
  .map((file) => ({ name: file, ...read(file) }));

/** As bytes, since the request of a text would get a content type that the vectors do not have. */
const bytes = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));

test("all vectors are there", () => {
  expect(vectors.map(({ name }) => name)).toEqual([
    "executions-filtered.json",
    "executions-list.json",
    "guide-vpcs.json",
    "sdk-get.json",
    "sdk-post.json",
  ]);
});

for (const vector of vectors) {
  const date = new Date(vector.date);
  const { method, url, headers, body } = vector.request;
  const request = () =>
    new Request(url, { method, headers, ...(body === undefined ? {} : { body: bytes(body) ?? null }) });

  if (vector.canonicalRequest !== undefined) {
    const expected = vector.canonicalRequest;
    test(`${vector.name}: canonical request`, async () => {
      const signed = await signRequest(request(), vector.credentials, { date });
      expect(canonicalRequestOf(signed, bytes(body))).toBe(expected);
    });
    test(`${vector.name}: string to sign`, () => {
      expect(stringToSign(timestamp(date), expected)).toBe(vector.stringToSign);
    });
  }

  if (vector.stringToSign !== undefined) {
    const text = vector.stringToSign;
    test(`${vector.name}: signature`, () => {
      expect(signature(vector.credentials, text)).toBe(vector.signature);
    });
  }

  test(`${vector.name}: authorization`, async () => {
    const signed = await signRequest(request(), vector.credentials, { date });
    expect(signed.headers.get("authorization")).toBe(vector.authorization);
    expect(vector.authorization).toContain(vector.signature);
  });

  test(`${vector.name}: the URL is sent as it is`, async () => {
    expect((await signRequest(request(), vector.credentials, { date })).url).toBe(url);
  });
}

test("sdk-query.json: canonical query", () => {
  const { query, canonicalQuery }: { query: [string, string][]; canonicalQuery: string } = read("sdk-query.json");
  const sent = query.map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`).join("&");
  const parts = { method: "GET", url: strictUrl(`https://example.com/?${sent}`), headers: [], bodyHash: "" };
  expect(canonicalRequest(parts).split("\n")[2]).toBe(canonicalQuery);
});
