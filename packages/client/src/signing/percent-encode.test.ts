import { expect, test } from "vitest";
import { percentEncode } from "./percent-encode.ts";

test.each([
  ["AZaz09-_.~", "AZaz09-_.~"],
  [" ", "%20"],
  ["+", "%2B"],
  ["!'()*", "%21%27%28%29%2A"],
  ["a/b?c#d&e=f%", "a%2Fb%3Fc%23d%26e%3Df%25"],
  ["张三", "%E5%BC%A0%E4%B8%89"],
  ["😀", "%F0%9F%98%80"],
  ["\u0000\u007f", "%00%7F"],
  ["", ""],
])("%j is encoded as %s", (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});

test.each(["\ud83d", "a\ude00b", "\ude00\ud83d"])("half a surrogate pair is refused, naming the option: %j", (text) => {
  expect(() => percentEncode(text, "creator")).toThrow(/^creator must be well-formed text/);
});
