import type { Execution } from "@coc-executions/types";
import { executions } from "../data/executions.ts";
import { fixtures } from "../data/fixtures.ts";
import type { Fault } from "../faults/fault.ts";
import { drift } from "./changes.ts";
import type { Scenario } from "./scenario.ts";

const ALWAYS = Number.POSITIVE_INFINITY;

/** Several windows of any size up to 100, and no whole number of them. */
const list = (): readonly Execution[] => executions(317, { seed: 317 });

function shape(name: string, sentence: string, made: () => readonly Execution[]): Scenario {
  return { name, sentence, wanted: "exact", executions: made };
}

function moving(name: string, sentence: string, change: Parameters<typeof drift>[0]): Scenario {
  return { name, sentence, wanted: "exact", executions: list, change: drift(change) };
}

/** Strikes the second answer only: the first is the one that every client tests by hand. */
function once(name: string, sentence: string, fault: Fault): Scenario {
  return {
    name,
    sentence,
    wanted: "exact",
    executions: list,
    faults: [{ ...fault, match: ({ number }) => number === 2 }],
  };
}

function always(name: string, sentence: string, fault: Fault, wanted: Scenario["wanted"] = "exact"): Scenario {
  return { name, sentence, wanted, executions: list, faults: [{ ...fault, times: ALWAYS }] };
}

export const SCENARIOS: readonly Scenario[] = [
  shape("quiet list", "Nothing happens.", list),
  shape("no tickets", "The list is empty.", () => []),
  shape("one ticket", "The list holds one ticket.", () => executions(1)),
  shape("whole windows", "The list ends where a window of 10, 20, 25, 50 or 100 ends.", () => executions(300)),
  shape("same millisecond", "All tickets started at the same time.", () => fixtures.sameMillisecond),
  shape(
    "grown service",
    "Statuses, types and fields that nobody has heard of, nulls, and tickets with an id alone.",
    () => [
      ...[...fixtures.unknownValues, ...fixtures.nulls].map((ticket, index) => ({
        ...ticket,
        execution_id: `EX${index}`,
      })),
      ...fixtures.bare,
    ],
  ),
  shape("forms of id", "The id is a number, a text, beyond 2^53, or absent.", () => fixtures.idForms),

  moving("rows added", "Two tickets start before each answer.", { added: 2 }),
  moving("rows removed", "Two tickets leave the list before each answer.", { removed: 2 }),
  moving("rows come and go", "Three tickets start and two leave before each answer.", { added: 3, removed: 2 }),
  {
    ...moving("rows removed in small windows", "Two tickets leave before each answer, which holds at most 20.", {
      removed: 2,
    }),
    faults: [{ kind: "clamped-limit", limit: 20, times: ALWAYS }],
  },

  always("clamped limit", "No answer holds more than 7 tickets, whatever is asked for.", {
    kind: "clamped-limit",
    limit: 7,
  }),
  once("short window", "One answer holds 3 tickets, although more follow.", { kind: "clamped-limit", limit: 3 }),
  once("empty window", "One answer holds no tickets, although more follow.", { kind: "empty-page" }),
  always("total missing", "No response has a total.", { kind: "missing-total" }),
  always("total too small", "Every response says that the total is 5.", { kind: "wrong-total", total: 5 }),
  // Nobody can tell this from a service that stops showing rows: to refuse is as right as to take what there is.
  always(
    "total too large",
    "Every response says that the total is 1000.",
    { kind: "wrong-total", total: 1000 },
    "exact or error",
  ),
  always("total of zero", "Every answer tells a total of 0.", { kind: "wrong-total", total: 0 }),
  always("ignored offset", "Every answer starts at the head.", { kind: "ignored-offset" }, "exact or error"),

  always(
    "empty for ever",
    "No answer holds a ticket, although the total says that there are some.",
    { kind: "empty-page" },
    "error",
  ),
  always("total one too small", "Every answer tells a total that is one too small.", { kind: "shifted-total", by: -1 }),
  always(
    "total one too large",
    "Every answer tells a total that is one too large.",
    { kind: "shifted-total", by: 1 },
    "exact or error",
  ),
  always("total as text", "Every answer tells its total as a text.", { kind: "wrong-total", total: "317" }),
  always(
    "one row at a time",
    "No answer holds more than one ticket.",
    { kind: "clamped-limit", limit: 1 },
    "exact or error",
  ),
  {
    ...shape("depth refused", "The service refuses to page beyond the 200th ticket.", list),
    wanted: "error",
    unknowns: { maxDepth: 200 },
  },
  {
    ...shape("depth empty", "The service shows no tickets beyond the 200th, although its total counts them.", list),
    wanted: "error",
    unknowns: { maxDepth: 200, depthAboveMax: "empty" },
  },
  {
    ...moving("cache", "Two tickets leave before each answer, and a cache gives again what it has given.", {
      removed: 2,
    }),
    faults: [{ kind: "empty-page", match: ({ number }) => number === 2 }],
    cached: true,
  },
  {
    ...shape(
      "resumed",
      "The listing is left at one answer and continued from its checkpoint: once for each answer.",
      list,
    ),
    resumed: "at each answer",
  },
  {
    ...shape("resumed again and again", "The listing is left after some tickets and continued, again and again.", list),
    resumed: "again and again",
  },
  {
    ...moving(
      "resumed while rows come and go",
      "It is left at one answer, while three tickets start and two leave before each answer.",
      {
        added: 3,
        removed: 2,
      },
    ),
    resumed: "at each answer",
  },
  { ...shape("key changes", "From the third answer on, another access key is the right one.", list), rotated: true },

  once("throttled", "One 429 that does not say how long to wait.", { kind: "throttled" }),
  once("throttled with a wait", "One 429 that asks to wait for a second.", {
    kind: "throttled",
    retryAfter: { seconds: 1 },
  }),
  once("unavailable", "One 503.", { kind: "status", status: 503 }),
  once("bad gateway", "One 502 with a page of HTML.", { kind: "html", status: 502 }),
  once("internal error", "One 500 of the service.", { kind: "status", status: 500, from: "service" }),
  once("reset", "One connection is lost before the headers.", { kind: "reset" }),
  once("reset in body", "One connection is lost in the middle of a body.", { kind: "reset-in-body" }),
  once("truncated JSON", "One body ends too early, although the connection ends well.", { kind: "truncated-json" }),
  once("slow body", "One body comes bit by bit.", { kind: "slow-body", parts: 8, delay: 5 }),
  once("body cut short", "One body is cut short, and nothing tells where it should have ended.", {
    kind: "cut-body",
    framing: "close",
  }),
  {
    ...shape("short and whole", "One answer is valid, holds 3 tickets and has no total, although more follow.", list),
    faults: [
      { kind: "clamped-limit", limit: 3, match: ({ number }) => number === 2 },
      { kind: "missing-total", match: ({ number }) => number === 2 },
    ],
  },
  {
    ...shape("stalls", "Three answers in a row stop half way.", list),
    wanted: "exact or error",
    faults: [{ kind: "hang-in-body", match: ({ number }) => number >= 3 && number <= 5, times: 3 }],
  },
  once("hang", "One answer never comes.", { kind: "hang" }),
  once("hang in body", "One body stops half way.", { kind: "hang-in-body" }),
  { ...once("HTML in a 200", "One 200 is a page of HTML.", { kind: "html" }), wanted: "exact or error" },
  { ...once("empty 200", "One 200 has no body.", { kind: "empty" }), wanted: "exact or error" },
  { ...once("error in a 200", "One 200 holds an error.", { kind: "error-in-200" }), wanted: "exact or error" },

  {
    ...moving("bad weather", "Rows come and go, and a third of the answers fail in one way or another.", {
      added: 2,
      removed: 1,
    }),
    wanted: "exact or error",
    faults: [
      { kind: "status", status: 503, rate: 0.1 },
      { kind: "reset", rate: 0.1 },
      { kind: "truncated-json", rate: 0.1 },
      { kind: "clamped-limit", limit: 20, rate: 0.2 },
    ],
  },

  always("refused", "Every answer is a 401.", { kind: "status", status: 401 }, "error"),
  always("forbidden", "Every answer is a 403.", { kind: "status", status: 403 }, "error"),
  always(
    "bad request",
    "Every answer is a 400 of the service.",
    { kind: "status", status: 400, from: "service" },
    "error",
  ),
  always("HTML for ever", "Every answer is a page of HTML with status 200.", { kind: "html" }, "error"),
  always("error in every 200", "Every answer is a 200 that holds an error.", { kind: "error-in-200" }, "error"),
];

/** The scenarios by name, in their order. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ name }) => name);
