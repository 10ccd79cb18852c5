import { type MockServer, serveMockApi } from "@coc-executions/testkit/node";
import type { Execution } from "@coc-executions/types";
import { afterEach } from "vitest";

type Options = NonNullable<Parameters<typeof serveMockApi>[0]>;

const credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } = {
  accessKeyId: "CLI-ACCESS-KEY",
  secretAccessKey: "cli-secret-access-key",
};
/** The environment of a user who has these. */
export const env: Record<string, string> = {
  HUAWEICLOUD_SDK_AK: credentials.accessKeyId,
  HUAWEICLOUD_SDK_SK: credentials.secretAccessKey,
};

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A mock over a socket, which ends with the test. */
export async function serve(executions: readonly Execution[], options: Options = {}): Promise<MockServer> {
  const server = await serveMockApi({ ...options, executions, credentials });
  servers.push(server);
  return server;
}
