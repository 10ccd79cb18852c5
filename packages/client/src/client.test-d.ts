import { expectTypeOf, test } from "vitest";
import { type CocClient, createClient, type Execution, type ExecutionPage, endpoints, since } from "./index.ts";

declare const client: CocClient;

test("nothing that users touch is any", () => {
  expectTypeOf(client).not.toBeAny();
  expectTypeOf(client.api.GET).not.toBeAny();
  expectTypeOf(client.executions.listPage).returns.resolves.toEqualTypeOf<ExecutionPage>();
  expectTypeOf(client.executions.list().toArray()).resolves.toEqualTypeOf<Execution[]>();
});

test("a loop over a list has tickets, one over its pages has pages", () => {
  expectTypeOf(client.executions.list()).toExtend<AsyncIterable<Execution>>();
  expectTypeOf(client.executions.list().byPage()).toExtend<AsyncIterable<ExecutionPage>>();
});

test("filters take what is richer than the wire", () => {
  client.executions.list({ ...since("24h"), end_time: new Date(), tags: { env: "prod" }, creator: undefined });
  client.executions.listPage({ start_time: "2025-07-01T00:00:00Z", limit: 20, offset: 0 });
});

test("keys that do not exist are compile errors", () => {
  // @ts-expect-error misspelt
  client.executions.list({ creater: "x" });
  // @ts-expect-error misspelt beside a key that exists
  client.executions.list({ creator: "x", document: "y" });
  // @ts-expect-error the service cannot filter by status
  client.executions.listPage({ status: "Failed" });
  // @ts-expect-error the list pages by itself
  client.executions.list({ limit: 5 });
  // @ts-expect-error an option of the list, not of a page
  client.executions.listPage({}, { pageSize: 5 });
  // @ts-expect-error misspelt
  createClient({ baseURL: endpoints.china, auth: (request) => request });
});

test("values of the wrong type are compile errors", () => {
  // @ts-expect-error null is no filter
  client.executions.list({ creator: null });
  // @ts-expect-error tags are texts
  client.executions.list({ tags: { env: 1 } });
  // @ts-expect-error auth is required
  createClient({ baseUrl: endpoints.china });
});

test("tickets are read-only, their status is open and their end may be missing", () => {
  const execution: Execution = { execution_id: "EX1", status: "Archived" };
  expectTypeOf(execution.execution_id).toEqualTypeOf<string>();
  expectTypeOf(execution.end_time).toEqualTypeOf<number | null | undefined>();
  // @ts-expect-error what the wire sent stays as it is
  execution.status = "Failed";
});
