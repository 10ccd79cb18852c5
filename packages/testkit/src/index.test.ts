import * as testkit from "@coc-executions/testkit";
import * as node from "@coc-executions/testkit/node";
import { expect, test } from "vitest";

test("exports this and nothing else", () => {
  expect(Object.keys(testkit).sort()).toEqual([
    "createMockApi",
    "execution",
    "executions",
    "fixtures",
    "isChildTicket",
    "virtualClock",
  ]);
  expect(Object.keys(node)).toEqual(["serveMockApi"]);
});
