import { expect, test } from "vitest";
import { createMockApi } from "../mock-api/create-mock-api.ts";

const URL_OF_LIST = "https://coc.myhuaweicloud.com/v1/executions?limit=2&offset=0";
const GOOD = "768348142b2f5a01ca8350d70491a270ee57a572237eaf1db33378c6f10f7d64";
const BAD = "0".repeat(64);

function start(lockAccessKey: boolean) {
  const mock = createMockApi({
    credentials: { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" },
    now: () => Date.UTC(2025, 6, 1, 12),
    unknowns: { lockAccessKey },
  });
  const ask = async (signature: string, access = "AccessKey") => {
    const authorization = `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=host;x-sdk-date, Signature=${signature}`;
    const response = await mock.fetch(URL_OF_LIST, { headers: { authorization, "x-sdk-date": "20250701T120000Z" } });
    return response.ok ? "ok" : (await response.json()).error_msg.replace(/.*: (.*?)(, .*)?$/, "$1");
  };
  const fail = async (count: number, access?: string) => {
    for (let call = 0; call < count; call++) await ask(BAD, access);
  };
  return { ask, fail, reset: mock.reset };
}

test("locks an access key after more than five refused signatures in a row, until a reset", async () => {
  const { ask, fail, reset } = start(true);
  await fail(5);
  expect(await ask(GOOD)).toBe("ok");
  await fail(6);
  expect([await ask(GOOD), await ask(BAD)]).toEqual(["ak AccessKey is locked", "ak AccessKey is locked"]);
  reset();
  expect(await ask(GOOD)).toBe("ok");
});

test("does not hold another key's failures against it", async () => {
  const { ask, fail } = start(true);
  await fail(10, "AnotherKey");
  expect(await ask(GOOD)).toBe("ok");
});

test("locks nothing unless it is told to", async () => {
  const { ask, fail } = start(false);
  await fail(10);
  expect(await ask(GOOD)).toBe("ok");
});
