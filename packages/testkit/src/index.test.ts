import * as testkit from "@coc-executions/testkit";
import * as conformance from "@coc-executions/testkit/conformance";
import * as msw from "@coc-executions/testkit/msw";
import * as node from "@coc-executions/testkit/node";
import * as playwright from "@coc-executions/testkit/playwright";
import * as vitest from "@coc-executions/testkit/vitest";
import { expect, test } from "vitest";

test("exports this and nothing else", () => {
  expect(Object.keys(testkit).sort()).toEqual([
    "AssertionError",
    "anonymize",
    "assertAskedFor",
    "assertListedEveryTicketOnce",
    "assertSigned",
    "assertUsedAllFaults",
    "createMockApi",
    "execution",
    "executionInstance",
    "executionStep",
    "executions",
    "fixtures",
    "instancesOf",
    "isChildTicket",
    "simulate",
    "stepsOf",
    "stories",
    "virtualClock",
  ]);
  expect(Object.keys(node).sort()).toEqual(["openReplay", "readExecutions", "serveMockApi", "serveRecorder"]);
  expect(Object.keys(playwright)).toEqual(["routeTo"]);
  expect(Object.keys(msw)).toEqual(["handlers"]);
  expect(Object.keys(conformance).sort()).toEqual(["SCENARIO_NAMES", "commandListing", "conformance"]);
  expect(Object.keys(vitest).sort()).toEqual(["matchers", "useMockApi"]);
});
