import { type Call, createMockApi, execution, executions, fixtures, type virtualClock } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import type { Execution, ListExecutionsQuery } from "@coc-executions/types";
import { expectTypeOf, test } from "vitest";

test("a mock's fetch stands wherever the real one does", () => {
  expectTypeOf<ReturnType<typeof createMockApi>["fetch"]>().toExtend<typeof globalThis.fetch>();
});

test("a virtual clock fits whoever asks for time, sleep and chance", () => {
  expectTypeOf<ReturnType<typeof virtualClock>>().toExtend<{
    now(): number;
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    random(): number;
  }>();
});

test("tickets are those of the contract, and mutable lists of them", () => {
  expectTypeOf(execution).returns.toEqualTypeOf<Execution>();
  expectTypeOf(executions).returns.toEqualTypeOf<Execution[]>();
  expectTypeOf(fixtures.nulls).toEqualTypeOf<Execution[]>();
  expectTypeOf(fixtures).not.toBeAny();
});

test("a call's query has the types of the contract", () => {
  expectTypeOf<Call["query"]>().toExtend<ListExecutionsQuery>();
  expectTypeOf<Call["status"]>().toEqualTypeOf<number | undefined>();
});

test("only a server takes a port, and no option is misspelt in silence", () => {
  expectTypeOf(serveMockApi).toBeCallableWith({ port: 0, token: "t" });
  // @ts-expect-error a mock in memory has no port
  void (() => createMockApi({ port: 0 }));
  // @ts-expect-error a misspelt option
  void (() => createMockApi({ exeuctions: [] }));
  // @ts-expect-error a reading that is none
  void (() => createMockApi({ unknowns: { tags: "or" } }));
});
