import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { accessKey } from "../access-key.ts";
import { defaultProvider } from "./default-provider.ts";
import { fromEcsMetadata } from "./from-ecs-metadata.ts";
import { fromProfile } from "./from-profile.ts";

const environment = { HUAWEICLOUD_SDK_AK: "FromEnvironment", HUAWEICLOUD_SDK_SK: "S" };

/** A home directory without a profile. */
function withoutProfile(): string {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  vi.stubEnv("HOME", home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });
  return home;
}

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
  withoutProfile();
  const { fetch, calls } = metadata(fromMetadata);
  const provider = defaultProvider({
    environment: variables,
    profile: profile === undefined ? {} : fileWith(profile),
    metadata: { fetch },
  });
  expect(await provider({})).toMatchObject({ accessKeyId });
  expect(calls.length > 0).toBe(accessKeyId === "FromMetadata");
});

test("where there are none, the error lists what was tried and what each lacks", async () => {
  const home = withoutProfile();
  const provider = defaultProvider({ environment: {}, metadata: { fetch: metadata().fetch } });
  await expect(provider({})).rejects.toMatchObject({
    code: "credentials_unavailable",
    message:
      "No credentials were found. HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set. " +
      `There is no readable file ${join(home, ".huaweicloud", "credentials")}. ` +
      "The ECS metadata service at http://169.254.169.254 returned no credentials: it cannot be reached.",
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
  withoutProfile();
  const provider = defaultProvider({ environment: {}, metadata: { fetch } });
  await expect(provider({ signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
});

test("HOME= is no home: the working directory is not looked through", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cwd-"));
  mkdirSync(join(folder, ".huaweicloud"));
  writeFileSync(join(folder, ".huaweicloud", "credentials"), "[basic]\nak = FromWorkingDirectory\nsk = S");
  const program = `import { defaultProvider } from ${JSON.stringify(new URL("../../node.ts", import.meta.url).href)};
    const fetch = async (url, { method }) => new Response(${JSON.stringify(fromMetadata)}, { status: method === "PUT" ? 404 : 200 });
    console.log((await defaultProvider({ environment: {}, metadata: { fetch } })({})).accessKeyId);`;
  const words = ["--conditions=@coc-executions/source", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, HOME: "" },
  });
  rmSync(folder, { recursive: true });
  expect(stdout.trim()).toBe("FromMetadata");
});

test("a file that nobody named and that is no file is passed over; one that is named and missing is an error", async () => {
  const home = withoutProfile();
  const { fetch } = metadata(fromMetadata);
  writeFileSync(join(home, ".huaweicloud"), "a file in place of the folder");
  expect(await defaultProvider({ environment: {}, metadata: { fetch } })({})).toMatchObject({
    accessKeyId: "FromMetadata",
  });
  const missing = join(home, "missing");
  const named = defaultProvider({ environment: {}, profile: { file: missing }, metadata: { fetch } });
  await expect(named({})).rejects.toThrow(`the credentials file ${missing} must be a file that exists and can be read`);
  vi.stubEnv("HUAWEICLOUD_SDK_CREDENTIALS_FILE", missing);
  await expect(defaultProvider({ environment: {}, metadata: { fetch } })({})).rejects.toThrow(missing);
  vi.stubEnv("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "");
  expect(await defaultProvider({ environment: {}, metadata: { fetch } })({})).toMatchObject({
    accessKeyId: "FromMetadata",
  });
});

test.each(["HUAWEICLOUD_SDK_IDP_ID", "HUAWEICLOUD_SDK_ID_TOKEN_FILE", "HC_CONTAINER_CREDENTIALS_FULL_URI"])(
  "%s is a source that is not supported, which is said rather than another account used",
  async (name) => {
    withoutProfile();
    const { fetch, calls } = metadata(fromMetadata);
    const provider = defaultProvider({ environment: { [name]: "set" }, metadata: { fetch } });
    await expect(provider({})).rejects.toThrow(
      `${name} must be left out: this source of credentials is not supported.`,
    );
    expect(calls).toEqual([]);
    const empty = defaultProvider({ environment: { [name]: "", HUAWEICLOUD_SDK_AK: "" }, metadata: { fetch } });
    expect(await empty({})).toMatchObject({ accessKeyId: "FromMetadata" });
  },
);

test.each([
  [() => defaultProvider({ section: "prod" } as object), "each key of the options of defaultProvider"],
  [() => defaultProvider({ profile: { profile: "prod" } as object }), "each key of the options of fromProfile"],
  [() => defaultProvider({ profile: "prod" as never }), "profile"],
  [() => defaultProvider(null as never), "the options of defaultProvider"],
  [() => fromProfile({ profile: "prod" } as object), "each key of the options of fromProfile"],
  [() => fromProfile("prod" as never), "the options of fromProfile"],
  [() => fromProfile(null as never), "the options of fromProfile"],
  [() => fromEcsMetadata({ url: "x" } as object), "each key of the options of fromEcsMetadata"],
  [
    () => accessKey({ accessKeyId: "A", secretAccessKey: "S", sessionToken: "T" } as never),
    "each key of the credentials",
  ],
  [
    () => accessKey({ accessKeyId: "A", secretAccessKey: "S" }, { allowBrowser: true } as object),
    "each key of the options",
  ],
])("options of another spelling are refused by name: %s", (create, option) => {
  expect(create).toThrow(
    expect.objectContaining({ code: "invalid_argument", option: expect.stringContaining(option) }),
  );
});
