import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { defaultProvider } from "./default-provider.ts";

const environment = { HUAWEICLOUD_SDK_AK: "FromEnvironment", HUAWEICLOUD_SDK_SK: "S" };
const noFile = { file: join(tmpdir(), "no-such-folder", "credentials") };

function fileWith(text: string): { file: string } {
  const folder = mkdtempSync(join(tmpdir(), "profile-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "credentials"), text);
  return { file: join(folder, "credentials") };
}

function metadata(text?: string) {
  const calls: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    calls.push(url);
    if (text === undefined) throw new TypeError("fetch failed");
    return new Response(text, { status: init.method === "PUT" ? 404 : 200 });
  };
  return { calls, fetch };
}

const fromMetadata = '{"credential":{"access":"FromMetadata","secret":"S","securitytoken":"T"}}';

test.each([
  ["the environment", "FromEnvironment", environment, "[basic]\nak = FromProfile\nsk = S"],
  ["the profile", "FromProfile", {}, "[basic]\nak = FromProfile\nsk = S"],
  ["the metadata service", "FromMetadata", {}, undefined],
])("%s is taken where it comes first", async (_, accessKeyId, variables, profile) => {
  const { fetch, calls } = metadata(fromMetadata);
  const provider = defaultProvider({
    environment: variables,
    profile: profile === undefined ? noFile : fileWith(profile),
    metadata: { fetch },
  });
  expect(await provider({})).toMatchObject({ accessKeyId });
  expect(calls.length > 0).toBe(accessKeyId === "FromMetadata");
});

test("where there are none, the error lists what was tried and what each lacks", async () => {
  const provider = defaultProvider({ environment: {}, profile: noFile, metadata: metadata() });
  await expect(provider({})).rejects.toMatchObject({
    code: "credentials_unavailable",
    message:
      "No credentials were found. HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set. " +
      `There is no file ${noFile.file}. ` +
      "The ECS metadata service at http://169.254.169.254 gave no credentials: it cannot be reached.",
    cause: { cause: { message: "fetch failed" } },
  });
});

test("a source that is there but broken is an error, not a reason to use another account", async () => {
  const { fetch, calls } = metadata(fromMetadata);
  const half = defaultProvider({
    environment: { HUAWEICLOUD_SDK_AK: "A" },
    profile: fileWith("[basic]\nak = A\nsk = S"),
    metadata: { fetch },
  });
  await expect(half({})).rejects.toThrow(/^HUAWEICLOUD_SDK_SK must be set/);
  const broken = defaultProvider({ environment: {}, profile: fileWith("[basic]\nak = A"), metadata: { fetch } });
  await expect(broken({})).rejects.toThrow(/^sk in \[basic\]/);
  expect(calls).toEqual([]);
});

test("an abort rejects with its own reason", async () => {
  const fetch = async () => Promise.reject(new DOMException("aborted", "AbortError"));
  const provider = defaultProvider({ environment: {}, profile: noFile, metadata: { fetch } });
  await expect(provider({ signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
});
