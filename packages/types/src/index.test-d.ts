import vendorAnswer from "@coc-executions/openapi/examples/vendor-example.json" with { type: "json" };
import { expectTypeOf, test } from "vitest";
import {
  type components,
  type ErrorBody,
  EXECUTION_STATUSES,
  EXECUTION_TYPES,
  type Execution,
  type ExecutionParameter,
  type ExecutionStatus,
  type ExecutionTarget,
  type ExecutionType,
  type KnownExecutionStatus,
  type KnownExecutionType,
  type ListExecutionsQuery,
  type ListExecutionsResponse,
  type operations,
  type paths,
  type Tag,
} from "./index.ts";

/** The names whose type is `any`; there must be none. */
type AnyKeys<T> = { [K in keyof T]-?: 0 extends 1 & T[K] ? K : never }[keyof T];

test("no public type and no field of a ticket is any", () => {
  expectTypeOf<AnyKeys<Execution>>().toBeNever();
  expectTypeOf<AnyKeys<ListExecutionsQuery>>().toBeNever();
  expectTypeOf<AnyKeys<ListExecutionsResponse>>().toBeNever();
  type All = {
    ExecutionParameter: ExecutionParameter;
    ExecutionStatus: ExecutionStatus;
    ExecutionTarget: ExecutionTarget;
    ExecutionType: ExecutionType;
    Tag: Tag;
    ErrorBody: ErrorBody;
    paths: paths;
    components: components;
    operations: operations;
  };
  expectTypeOf<AnyKeys<All>>().toBeNever();
});

test("the fields of a ticket", () => {
  expectTypeOf<Execution["execution_id"]>().toEqualTypeOf<string>();
  expectTypeOf<Execution["id"]>().toEqualTypeOf<number | string | undefined>();
  expectTypeOf<Execution["start_time"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Execution["end_time"]>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<Execution["tags"]>().toEqualTypeOf<readonly Tag[] | undefined>();
  expectTypeOf<Execution["targets"]>().toEqualTypeOf<readonly ExecutionTarget[] | null | undefined>();
  expectTypeOf<ExecutionTarget["values"]>().toEqualTypeOf<readonly unknown[]>();
});

test("status and type are open, and still know their values", () => {
  expectTypeOf<"Archived">().toExtend<ExecutionStatus>();
  expectTypeOf<"WAVE">().toExtend<ExecutionType>();
  expectTypeOf<ExecutionStatus>().not.toEqualTypeOf<string>();
  expectTypeOf<Extract<ExecutionStatus, KnownExecutionStatus>>().toEqualTypeOf<KnownExecutionStatus>();
  expectTypeOf<Extract<ExecutionType, KnownExecutionType>>().toEqualTypeOf<KnownExecutionType>();
  // @ts-expect-error not a text
  const status: ExecutionStatus = 1;
  expectTypeOf(status).toExtend<ExecutionStatus>();
});

test("the lists have the values of the types", () => {
  expectTypeOf(EXECUTION_STATUSES).toEqualTypeOf<readonly KnownExecutionStatus[]>();
  expectTypeOf(EXECUTION_TYPES).toEqualTypeOf<readonly KnownExecutionType[]>();
  // @ts-expect-error Timeout is missing
  const missing: Record<KnownExecutionStatus, true> = {
    ...({} as Record<Exclude<KnownExecutionStatus, "Timeout">, true>),
  };
  // @ts-expect-error WAVE is unknown to the contract
  const extra: Record<KnownExecutionType, true> = { BATCH: true, RATE_CONTROL: true, NORMAL: true, WAVE: true };
  expectTypeOf([missing, extra]).toBeArray();
});

test("a query takes the nine parameters and no other", () => {
  type Names = "limit" | "offset" | "creator" | "start_time" | "end_time" | "document_name" | "document_id" | "tags";
  expectTypeOf<keyof ListExecutionsQuery>().toEqualTypeOf<Names | "exclude_child_executions">();
  // @ts-expect-error the service cannot filter by status
  const query: ListExecutionsQuery = { status: "Failed" };
  expectTypeOf(query).toBeObject();
});

test("the vendor's example is an answer, and has no field that the types lack", () => {
  expectTypeOf(vendorAnswer).toExtend<ListExecutionsResponse>();
  type PrintedField = keyof (typeof vendorAnswer.data)[number];
  expectTypeOf<PrintedField>().toEqualTypeOf<keyof Execution>();
});

test("a ticket is read-only and needs its execution_id", () => {
  const execution: Execution = { execution_id: "EX1", status: "Archived", parameters: [{ key: "a", value: "[]" }] };
  // @ts-expect-error what the wire sent stays as it is
  execution.status = "Failed";
  // @ts-expect-error a list of it too
  execution.parameters?.push({});
  // @ts-expect-error a ticket without an id cannot be told from another
  const nameless: Execution = {};
  expectTypeOf(nameless).toExtend<Execution>();
});
