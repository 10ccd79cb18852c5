import { expect, test } from "vitest";
import { isInvalidArgumentError } from "../errors.ts";
import { fromEnvironment, processEnvironment } from "./environment.ts";

const both = { HUAWEICLOUD_SDK_AK: "AccessKey", HUAWEICLOUD_SDK_SK: "SecretKey" };

test("the variables of the vendor's SDKs are read", () => {
  expect(fromEnvironment(both)({})).toEqual({ accessKeyId: "AccessKey", secretAccessKey: "SecretKey" });
  const all = {
    ...both,
    HUAWEICLOUD_SDK_SECURITY_TOKEN: "Token",
    HUAWEICLOUD_SDK_PROJECT_ID: "Project",
    HUAWEICLOUD_SDK_DOMAIN_ID: "Domain",
  };
  expect(fromEnvironment(all)({})).toEqual({
    accessKeyId: "AccessKey",
    secretAccessKey: "SecretKey",
    securityToken: "Token",
    projectId: "Project",
    domainId: "Domain",
  });
});

test("they are read when the provider is asked, not before", () => {
  const environment: Record<string, string> = {};
  const provider = fromEnvironment(environment);
  Object.assign(environment, both);
  expect(provider({})).toMatchObject({ accessKeyId: "AccessKey" });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(fromEnvironment({ ...both, HUAWEICLOUD_SDK_PROJECT_ID: "" })({})).not.toHaveProperty("projectId");
});

test.each([
  ["neither", {}, /^HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK must be set in the environment\. The console/],
  [
    "both empty",
    { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" },
    /^HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK must be set/,
  ],
  [
    "no secret",
    { HUAWEICLOUD_SDK_AK: "A" },
    /^HUAWEICLOUD_SDK_SK must be set.* HUAWEICLOUD_SDK_AK is set, and the two/,
  ],
  ["no id", { HUAWEICLOUD_SDK_SK: "S" }, /^HUAWEICLOUD_SDK_AK must be set.* HUAWEICLOUD_SDK_SK is set, and the two/],
  ["a line break", { ...both, HUAWEICLOUD_SDK_SK: "S\n" }, /^HUAWEICLOUD_SDK_SK must be .* white space around it/],
])("what is wrong is named: %s", (_, environment, message) => {
  const provider = fromEnvironment(environment);
  expect(() => provider({})).toThrow(message);
  expect(() => provider({})).toThrow(expect.toSatisfy(isInvalidArgumentError));
});

test("without an argument, the variables of this process are meant", () => {
  expect(processEnvironment()).toBe(process.env);
});
