import { test } from "node:test";
import { assertListedEveryTicketOnce, executions } from "@coc-executions/testkit";

test("a ticket is missing", () => {
  assertListedEveryTicketOnce(executions(3).slice(1), executions(3));
});
