import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fromProfile, profileFile } from "./from-profile.ts";

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "profile-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "credentials");
  writeFileSync(file, text);
  return file;
}

const both = "[global]\nak = G\nsk = GS\ndomain_id = D\n[basic]\nak = B\nsk = BS\nsecurity_token = T\nproject_id = P\n";

test("[basic] is read unless another section is named", async () => {
  const file = fileWith(both);
  expect(await fromProfile({ file })({})).toEqual({
    accessKeyId: "B",
    secretAccessKey: "BS",
    securityToken: "T",
    projectId: "P",
  });
  expect(await fromProfile({ file, section: "global" })({})).toEqual({
    accessKeyId: "G",
    secretAccessKey: "GS",
    domainId: "D",
  });
});

test("[global] is read where there is no [basic]", async () => {
  expect(await fromProfile({ file: fileWith("[global]\nak = G\nsk = GS") })({})).toMatchObject({ accessKeyId: "G" });
});

test("the file is read each time the provider is asked", async () => {
  const file = fileWith(both);
  const provider = fromProfile({ file });
  await provider({});
  writeFileSync(file, "[basic]\nak = New\nsk = NewS");
  expect(await provider({})).toEqual({ accessKeyId: "New", secretAccessKey: "NewS" });
});

test.each([
  ["no section", "", /^the credentials file \S+ must be one with a section \[basic\] or \[global\]/],
  ["no secret", "[basic]\nak = A", /^sk in \[basic\] of \S+ must be .* It is empty\./],
  ["no id", "[basic]\nsk = S", /^ak in \[basic\] of \S+ must be .* It is empty\./],
  ["quotes", "[basic]\nak = A\nsk = 'S'", /^sk in \[basic\] of \S+ must be without quotes\./],
  ["no such line", "[basic]\nwhat", /^line 2 of \S+ must be/],
])("what is wrong is named: %s", async (_, text, message) => {
  await expect(fromProfile({ file: fileWith(text) })({})).rejects.toThrow(message);
});

test("a section that is not there is named", async () => {
  const provider = fromProfile({ file: fileWith(both), section: "prod" });
  await expect(provider({})).rejects.toThrow(/must be one with a section \[prod\]\.$/);
});

test("a file that is not there is named", async () => {
  const file = join(tmpdir(), "no-such-folder", "credentials");
  await expect(fromProfile({ file })({})).rejects.toThrow(
    `the credentials file ${file} must be a file that exists and can be read (ENOENT).`,
  );
});

test("a file that cannot be read is named", async () => {
  await expect(fromProfile({ file: tmpdir() })({})).rejects.toThrow(
    `the credentials file ${tmpdir()} must be a file that exists and can be read (EISDIR).`,
  );
});

test("without a name, it is the file of the vendor's SDKs", () => {
  expect(profileFile({}, {})).toBe(join(homedir(), ".huaweicloud", "credentials"));
  expect(profileFile({}, { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/elsewhere" })).toBe("/elsewhere");
  expect(profileFile({ file: "/named" }, { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/elsewhere" })).toBe("/named");
});

test("a section inherits from [DEFAULT], as in the vendor's reader", async () => {
  const file = fileWith("[DEFAULT]\nproject_id = P\nsk = D\n[basic]\nak = B\nsk = BS\n[other]\nak = O");
  expect(await fromProfile({ file })({})).toEqual({ accessKeyId: "B", secretAccessKey: "BS", projectId: "P" });
  expect(await fromProfile({ file, section: "other" })({})).toMatchObject({ accessKeyId: "O", secretAccessKey: "D" });
});
