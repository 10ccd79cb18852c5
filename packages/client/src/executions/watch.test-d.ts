import { expectTypeOf, test } from "vitest";
import {
  type CocClient,
  type CocError,
  type Execution,
  type ExecutionChange,
  isWaitTimeoutError,
  since,
} from "../index.ts";

declare const client: CocClient;
declare const change: ExecutionChange;
declare const error: unknown;

test("a watch is an iterable of changes", () => {
  expectTypeOf(client.executions.watch()).toEqualTypeOf<AsyncIterable<ExecutionChange>>();
  expectTypeOf(change).not.toBeAny();
  expectTypeOf(change.execution).toEqualTypeOf<Execution>();
});

test("a changed ticket has what it was before, a new one has not", () => {
  expectTypeOf(change.previous).toEqualTypeOf<Execution | undefined>();
  if (change.kind === "changed") expectTypeOf(change.previous).toEqualTypeOf<Execution>();
  else expectTypeOf(change.previous).toEqualTypeOf<undefined>();
});

test("options are known by name and type", () => {
  const { signal } = new AbortController();
  client.executions.watch({ ...since("1h") }, { interval: 5000, existing: true, lookback: 60_000, signal });
  client.executions.watch({}, { onError: (error) => expectTypeOf(error).toEqualTypeOf<CocError>() });
  client.executions.watch({}, { onError: async (_, { failures, delay }) => void (failures + delay) });
  // @ts-expect-error misspelt
  client.executions.watch({}, { intervall: 5000 });
  // @ts-expect-error the list's own option
  client.executions.watch({}, { pageSize: 5 });
  // @ts-expect-error a number of milliseconds
  client.executions.watch({}, { interval: "30s" });
});

test("waiting gives the ticket, and its error has the ticket as it was last seen", () => {
  expectTypeOf(client.executions.waitUntilDone("EX1")).resolves.toEqualTypeOf<Execution>();
  client.executions.waitUntilDone("EX1", { filter: since("1h"), interval: 5000, timeout: 60_000 });
  // @ts-expect-error the id is required
  client.executions.waitUntilDone({ filter: since("1h") });
  // @ts-expect-error the service cannot filter by status
  client.executions.waitUntilDone("EX1", { filter: { status: "Failed" } });
  if (isWaitTimeoutError(error)) expectTypeOf(error.execution).toEqualTypeOf<Execution | undefined>();
});
