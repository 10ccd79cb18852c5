import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { Credentials } from "../signing/credentials.ts";
import { signRequest } from "../signing/sign-request.ts";
import { accessKey } from "./access-key.ts";
import type { AuthContext } from "./auth.ts";
import { fromEnvironment } from "./environment.ts";
import { fromEcsMetadata } from "./node/from-ecs-metadata.ts";
import { readIni } from "./node/from-profile.ts";
import { token } from "./token.ts";

const SECRET = "s3cr3t-K3y";
const SESSION = "s3ss10n-T0k3n";
const good: Credentials = { accessKeyId: "AccessKey", secretAccessKey: SECRET, securityToken: SESSION };
const date = new Date("2025-07-01T12:00:00Z");
const context: AuthContext = { date };
const request = () => new Request("https://a.example/v1/x");

/** All that could be printed of a value, by whatever means. */
function everythingIn(value: unknown): string {
  const texts = [inspect(value, { depth: 10, showHidden: true, getters: true }), JSON.stringify(value), String(value)];
  if (value instanceof Error) texts.push(value.message, value.stack ?? "", everythingIn(value.cause));
  return texts.join("\n");
}

async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail");
}

function respond(...answers: [status: number, text: string][]) {
  return async () => {
    const [status, text] = answers.shift() ?? [500, ""];
    return new Response(text, { status });
  };
}

/** A fetch that builds the headers, as a real one does, and so refuses what they cannot carry. */
function carrying(fetch: () => Promise<Response>) {
  return (_url: string, init: RequestInit) => {
    new Headers(init.headers);
    return fetch();
  };
}

/** A provider whose second answer is an error that quotes what the first was. */
function quotingItself(given: Credentials) {
  let asked = 0;
  return () => {
    asked += 1;
    if (asked === 1) return { ...given, expiration: new Date(date.getTime() + 1000) };
    throw Object.assign(new Error(`no more ${SECRET} ${SESSION}`, { cause: new Error(SECRET) }), {
      config: { SECRET },
    });
  };
}

test.each<[string, () => unknown]>([
  ["a secret with a line break", () => accessKey({ ...good, secretAccessKey: `${SECRET}\n` })],
  ["a session token with a line break", () => accessKey({ ...good, securityToken: `${SESSION}\n` })],
  ["a wrong expiration", () => accessKey({ ...good, expiration: new Date(Number.NaN) })],
  ["a secret in place of the credentials", () => Reflect.apply(accessKey, undefined, [SECRET])],
  [
    "signing with a secret that has a line break",
    () => signRequest(request(), { ...good, secretAccessKey: `${SECRET}\n` }, { date }),
  ],
  ["signing at no time", () => signRequest(request(), good, { date: new Date(Number.NaN) })],
  ["a token with a line break", () => token(`${SECRET}\n`)],
  ["a wrong variable", () => fromEnvironment({ HUAWEICLOUD_SDK_AK: "A", HUAWEICLOUD_SDK_SK: `${SECRET} ` })({})],
  ["a missing variable", () => fromEnvironment({ HUAWEICLOUD_SDK_SK: SECRET })({})],
  ["a line that cannot be read", () => readIni(`[basic]\n${SECRET}`, "file")],
  ["a line outside of a section", () => readIni(`sk = ${SECRET}`, "file")],
  ["a key that stands there twice", () => readIni(`[basic]\nsk = a\nsk = ${SECRET}`, "file")],
  [
    "metadata that is no JSON",
    () => fromEcsMetadata({ fetch: respond([200, SESSION], [200, `{"secret": "${SECRET}",`]) })({}),
  ],
  [
    "metadata that lacks something",
    () => fromEcsMetadata({ fetch: respond([200, SESSION], [200, `{"credential":{"secret":"${SECRET}"}}`]) })({}),
  ],
  [
    "a metadata token that no header can carry",
    () => fromEcsMetadata({ fetch: carrying(respond([200, `${SESSION}\n${SECRET}`])) })({}),
  ],
  ["metadata with an error", () => fromEcsMetadata({ fetch: respond([200, SESSION], [500, SECRET]) })({})],
  ["metadata with an error for the token", () => fromEcsMetadata({ fetch: respond([500, SESSION]) })({})],
  [
    "a provider that quotes what it gave",
    async () => {
      const auth = accessKey(quotingItself(good));
      await auth(request(), context);
      await auth(request(), { date: new Date(date.getTime() + 2000) });
    },
  ],
])("no secret shows in the error for %s", async (_, work) => {
  const shown = everythingIn(await failureOf(work));
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toContain(SESSION);
});

test("no secret shows in an auth or a provider, used or not", async () => {
  const fixed = accessKey(good);
  const provided = accessKey(() => good);
  const byToken = token(SECRET);
  const variables = fromEnvironment({ HUAWEICLOUD_SDK_AK: "A", HUAWEICLOUD_SDK_SK: SECRET });
  await Promise.all([fixed, provided, byToken].map((auth) => auth(request(), context)));
  for (const value of [fixed, provided, byToken, variables]) {
    expect(everythingIn(value)).not.toContain(SECRET);
    expect(everythingIn(value)).not.toContain(SESSION);
    expect(
      Reflect.ownKeys(value)
        .filter((key) => key !== "explain")
        .sort(),
    ).toEqual(["length", "name"]);
  }
});

test("the secret key is in no header of the signed request", async () => {
  const signed = await signRequest(request(), good, { date });
  expect(JSON.stringify([...signed.headers])).not.toContain(SECRET);
});
