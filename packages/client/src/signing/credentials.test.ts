import { expect, test } from "vitest";
import { type Credentials, checkCredentials } from "./credentials.ts";

const good = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

test("good credentials are copied, so that nobody else can change them", () => {
  const expiration = new Date("2025-07-01T12:00:00Z");
  const given = { ...good, securityToken: "T+/==", projectId: "p", domainId: "d", expiration };
  const checked = checkCredentials(given);
  expect(checked).toEqual(given);
  expiration.setTime(0);
  expect(checked.expiration?.toISOString()).toBe("2025-07-01T12:00:00.000Z");
  expect(Object.isFrozen(checked)).toBe(true);
});

test("what is undefined is left out", () => {
  const given = { ...good, securityToken: undefined, projectId: undefined, domainId: undefined, expiration: undefined };
  expect(Object.keys(checkCredentials(given))).toEqual(["accessKeyId", "secretAccessKey"]);
});

test.each([
  [{ accessKeyId: undefined }, /^accessKeyId must be .* It is missing\. .*My Credentials > Access Keys/],
  [{ accessKeyId: "" }, /^accessKeyId must be .* It is empty\./],
  [{ accessKeyId: 7 }, /^accessKeyId must be .* It is a number\./],
  [{ accessKeyId: " AK" }, /^accessKeyId must be .* It has white space around it/],
  [{ secretAccessKey: undefined }, /^secretAccessKey must be .* It is missing\./],
  [{ secretAccessKey: "s3cr3t\n" }, /^secretAccessKey must be .* white space around it, such as the line break/],
  [{ secretAccessKey: "s3cr\u00e9t" }, /^secretAccessKey must be .* beyond ASCII/],
  [{ securityToken: "" }, /^securityToken must be .* It is empty\./],
  [{ securityToken: "to\r\nken" }, /^securityToken must be .* a control character/],
  [{ projectId: "a b" }, /^projectId must be .* It has white space/],
  [{ domainId: null }, /^domainId must be .* It is missing\./],
  [{ expiration: new Date(Number.NaN) }, /^expiration must be a valid Date, or left out, not an invalid Date/],
  [{ expiration: "2025-07-01" }, /^expiration must be a valid Date/],
])("%j is refused by name", (wrong, message) => {
  const given: object = { ...good, ...wrong };
  expect(() => checkCredentials(given as Credentials)).toThrow(message);
});

test.each([undefined, null, "AK:SK"])("%j is no credentials at all", (given: unknown) => {
  expect(() => checkCredentials(given as Credentials)).toThrow(/^credentials must be an object with accessKeyId/);
});

test("the error names a field as its source does", () => {
  expect(() => checkCredentials({ ...good, secretAccessKey: "" }, (field) => `the variable of ${field}`)).toThrow(
    /^the variable of secretAccessKey must be/,
  );
});
