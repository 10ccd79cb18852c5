import { expect, test } from "vitest";
import { spellingsOf } from "./redact.ts";

const SECRET = `to/k+en=="a"&<b>'c'%2F|\\d~`;

const base64 = (text: string) => btoa(text);
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const entities = (text: string) => text.replace(/\W/g, (sign) => `&#${sign.charCodeAt(0)};`);
const named = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const unicode = (text: string) =>
  text.replace(/\W/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
const hexadecimal = (text: string) => text.replace(/\W/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);

test.each<[string, string]>([
  ["as it is", SECRET],
  ["in upper case", SECRET.toUpperCase()],
  ["percent-encoded", encodeURIComponent(SECRET)],
  ["percent-encoded in lower case", encodeURIComponent(SECRET).toLowerCase()],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(SECRET))],
  ["in JSON", escaped(SECRET)],
  ["in JSON within JSON", escaped(escaped(SECRET))],
  ["in JSON with escaped slashes", escaped(SECRET).replaceAll("/", "\\/")],
  ["in JSON with escaped signs", unicode(SECRET)],
  ["in JavaScript", hexadecimal(SECRET)],
  ["in HTML, by numbers", entities(SECRET)],
  ["in HTML, by names", named(SECRET)],
])("a secret is found %s", (_, spelt) => {
  expect(`before ${spelt} after`.replace(spellingsOf(SECRET), "*")).toBe("before * after");
});

test.each(["", "x", "xy", "xyz"])("it is found in Base64 behind %j", (before) => {
  for (const encoded of [base64(before + SECRET), base64(`${before + SECRET}:after`)]) {
    const urlSafe = encoded.replaceAll("+", "-").replaceAll("/", "_");
    // What stays is what stands before and after it, and the digits at the seams.
    for (const text of [encoded, urlSafe]) {
      expect(text.replace(spellingsOf(SECRET), "*").length).toBeLessThan(before.length * 2 + 16);
    }
  }
});

test("one of a few characters is found where it stands alone, and not within words", () => {
  const text = "verify aksk signature fail, Access=AK, AKID, ak";
  expect(text.replace(spellingsOf("AK"), "*")).toBe("verify aksk signature fail, Access=*, AKID, ak");
});

test("what is no secret stays", () => {
  expect("AKI and AKID1".replace(spellingsOf("AKID1"), "*")).toBe("AKI and *");
  expect("a.b".replace(spellingsOf("a+b"), "*")).toBe("a.b");
});
