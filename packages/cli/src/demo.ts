import { type Auth, accessKey } from "@coc-executions/client";
import { fixtures } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";

// Not a secret: the mock API of the demo is the only service that takes this key.
const credentials = { accessKeyId: "DEMOACCESSKEY", secretAccessKey: "demo-secret-access-key" };

/** A mock API that serves the vendor's example list, and what signs requests to it. */
export interface Demo {
  readonly url: string;
  readonly auth: Auth;
  close(): Promise<void>;
}

/** Starts the mock API on a free port of 127.0.0.1. It checks every signature. */
export async function startDemo(): Promise<Demo> {
  const server = await serveMockApi({ executions: fixtures.vendorList, credentials });
  return { url: server.url, auth: accessKey(credentials), close: () => server.close() };
}
