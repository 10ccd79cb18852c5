import { expectTypeOf, test } from "vitest";
import {
  type CocClient,
  type CocError,
  type Execution,
  type ExecutionChange,
  type ExecutionFailure,
  isWaitTimeoutError,
  since,
  type WaitOptions,
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
  const wait = (options?: WaitOptions) => client.executions.waitUntilDone("EX1", options);
  expectTypeOf(wait({ interval: 5000, timeout: 60_000, notFoundGrace: 0 })).resolves.toEqualTypeOf<Execution>();
  expectTypeOf(
    client.executions.waitUntilDone("EX1", { failures: true, timeout: 60_000 }),
  ).resolves.toEqualTypeOf<ExecutionFailure>();
  expectTypeOf(client.executions.waitUntilDone("EX1", { failures: false })).resolves.toEqualTypeOf<Execution>();
  // @ts-expect-error the id is required
  client.executions.waitUntilDone({ interval: 5000 });
  // @ts-expect-error misspelt
  client.executions.waitUntilDone("EX1", { timeOut: 5000 });
  if (isWaitTimeoutError(error)) expectTypeOf(error.execution).toEqualTypeOf<Execution | undefined>();
});
