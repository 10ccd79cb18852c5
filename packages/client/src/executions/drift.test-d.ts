import type { Execution } from "@coc-executions/types";
import { expectTypeOf, test } from "vitest";
import { EXECUTION_FIELDS, type FieldTable } from "./drift.ts";

test("a field that the contract gains is missed in the table", () => {
  // @ts-expect-error
  const table: FieldTable<Execution & { priority?: number }> = EXECUTION_FIELDS;
  expectTypeOf(table).not.toBeAny();
});

test("a field that the contract loses is one too many in the table", () => {
  const { execution_id } = EXECUTION_FIELDS;
  const table: FieldTable<Pick<Execution, "execution_id">> = {
    execution_id,
    // @ts-expect-error
    status: "never null",
  };
  expectTypeOf(table).not.toBeAny();
});

test("null is in the table where it is in the contract, and nowhere else", () => {
  type Ticket = { a?: string; b?: string | null };
  expectTypeOf<FieldTable<Ticket>>().toEqualTypeOf<{ readonly a: "never null"; readonly b: "may be null" }>();
});
