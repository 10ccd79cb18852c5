import type { ListExecutionsQuery } from "@coc-executions/types";
import { expectTypeOf, test } from "vitest";
import type { PageQuery } from "./query.ts";

test("a query has the parameters of the contract, all of them and no other: if not, edit ExecutionFilter in query.ts", () => {
  expectTypeOf<keyof PageQuery>().toEqualTypeOf<keyof ListExecutionsQuery>();
});
