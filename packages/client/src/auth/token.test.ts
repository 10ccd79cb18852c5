import { expect, test } from "vitest";
import { token } from "./token.ts";

const date = new Date("2025-07-01T12:00:00Z");
const request = () => new Request("https://a.example/v1/x");
const sent = async (auth: ReturnType<typeof token>, at = date) =>
  (await auth(request(), { date: at })).headers.get("x-auth-token");

test("a token is sent as X-Auth-Token", async () => {
  expect(await sent(token("Token+/=="))).toBe("Token+/==");
});

test("a provider may give a text, or a token with its end", async () => {
  expect(await sent(token(() => "plain"))).toBe("plain");
  const tokens = ["first", "second"];
  const auth = token(async () => ({
    token: tokens.shift() ?? "none",
    expiration: new Date(date.getTime() + 3_600_000),
  }));
  expect(await sent(auth)).toBe("first");
  expect(await sent(auth, new Date(date.getTime() + 3_000_000))).toBe("first");
  expect(await sent(auth, new Date(date.getTime() + 3_599_000))).toBe("second");
});

test.each(["", "to ken", "token\n"])("%j is refused at once", (wrong) => {
  expect(() => token(wrong)).toThrow(/^token must be a string of visible ASCII characters/);
});

test.each([[""], [{ token: "a\nb" }], [null], [{ token: "a", expiration: new Date(Number.NaN) }]])(
  "%j from a provider is refused when it is asked",
  async (wrong: unknown) => {
    const auth = token(() => wrong as string);
    await expect(auth(request(), { date })).rejects.toThrow(/^(token|expiration) must be/);
  },
);
