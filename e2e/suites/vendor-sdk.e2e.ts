import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { runWell } from "../src/run.ts";

// Its 46 packages and 24 MB are installed here alone: a plain install of this workspace has none of them.
test("the vendor's own SDK core pages and filters with its signature, and is refused with a wrong secret", async () => {
  const cwd = await installConsumer("vendor-sdk");
  const testkit = join(cwd, "node_modules/@coc-executions/testkit/dist");
  const { executions } = await import(pathToFileURL(join(testkit, "index.js")).href);
  const { serveMockApi } = await import(pathToFileURL(join(testkit, "node.js")).href);
  const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
  const server = await serveMockApi({ executions: executions(130, { seed: 7 }), credentials });

  async function list(secret: string, filters: object) {
    const words = ["list.mjs", server.url, credentials.accessKeyId, secret, JSON.stringify(filters)];
    // It writes a file to the home folder and logs to the console; the result is the line that is ours.
    const stdout = await runWell("node", words, { cwd, env: { HOME: cwd, USERPROFILE: cwd } });
    return JSON.parse(/^RESULT (.*)$/m.exec(stdout)?.[1] ?? "null");
  }

  try {
    expect((await list("SecretKey", {})).tickets).toEqual(executions(130, { seed: 7 }));
    expect(server.calls.map(({ query }: { query: object }) => query)).toEqual(
      [0, 50, 100].map((offset) => ({ limit: 50, offset })),
    );
    expect(server.calls.every(({ signedBy }: { signedBy: string }) => signedBy === "AccessKey")).toBe(true);

    const filters = {
      creator: "张三",
      tags: "env=prod",
      document_name: "a*b(c)'! &=+",
      exclude_child_executions: true,
    };
    expect(await list("SecretKey", filters)).toEqual({ tickets: [] });
    expect(server.calls.at(-1).query).toEqual({ ...filters, limit: 50, offset: 0 });
    expect((await list("SecretKey", { creator: "zhang" })).tickets).toEqual(
      executions(130, { seed: 7 }).filter(({ creator }: { creator: string }) => creator === "zhang.wei"),
    );

    expect(await list("WrongKey", {})).toMatchObject({
      error: {
        httpStatusCode: 401,
        errorCode: "APIGW.0301",
        errorMsg: expect.stringContaining("verify aksk signature fail"),
      },
    });
  } finally {
    await server.close();
  }
});
