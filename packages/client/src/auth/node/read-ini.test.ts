import { expect, test } from "vitest";
import { isInvalidArgumentError } from "../../errors.ts";
import { readIni } from "./from-profile.ts";

const read = (text: string) =>
  Object.fromEntries([...readIni(text, "the file")].map(([name, keys]) => [name, Object.fromEntries(keys)]));

test.each([
  [
    "sections and keys",
    "[basic]\nak = A\nsk=S\n\n[global]\nak: B",
    { basic: { ak: "A", sk: "S" }, global: { ak: "B" } },
  ],
  ["comments and empty lines", "# one\n; two\n\n[basic]\n  # three\nak = A\n", { basic: { ak: "A" } }],
  ["no comment within a value", "[basic]\nsk = a#b;c", { basic: { sk: "a#b;c" } }],
  ["lines that are all indented alike", "  [basic]\n  ak = A\n  sk = S", { basic: { ak: "A", sk: "S" } }],
  ["keys in any case", "[basic]\nAK = A", { basic: { ak: "A" } }],
  ["an equals sign within a value", "[basic]\nsecurity_token = T+/==", { basic: { security_token: "T+/==" } }],
  ["an empty value", "[basic]\nak =", { basic: { ak: "" } }],
  ["line ends of Windows, and its byte order mark", "\uFEFF[basic]\r\nak = A \r\n", { basic: { ak: "A" } }],
  ["nothing", "", {}],
])("%s", (_, text, sections) => {
  expect(read(text)).toEqual(sections);
});

test.each([
  ["[basic]\nnonsense", "line 2 of the file must be [section], key = value"],
  ["[basic]\nak = A\n  continued", "line 3 of the file must be [section]"],
  ["[basic]\nak = A\n  sk = S", "line 3 of the file must be [section]"],
  ["[basic\nak = A", "line 1 of the file must be [section]"],
  ["ak = A", "line 1 of the file must be below a [section]"],
  ["[basic]\nak = A\nAK = B", "line 3 of the file must be the only one of its name. ak was there before"],
  ["[basic]\n[global]\n[basic]", "line 3 of the file must be the only one of its name. basic was there before"],
])("%j is refused by the line", (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test("100,000 characters of the worst line take no time", () => {
  for (const worst of [" ", "a", "[", "=", "a =  b  "].map((part) => part.repeat(100_000)))
    try {
      readIni(`[basic]\nk = ${worst}x\n${worst}`, "the file");
    } catch (error) {
      expect(isInvalidArgumentError(error)).toBe(true);
    }
}, 2000);
