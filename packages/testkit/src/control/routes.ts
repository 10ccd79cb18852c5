import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { checkInteger, checkKeys, isObject, refuse } from "../check-option.ts";
import { readFaults } from "../faults/read-faults.ts";
import type { MockControls } from "../mock-api/engine.ts";
import type { ControlledClock } from "./controlled-clock.ts";
import { countCalls, waitForCalls } from "./wait-for-calls.ts";

/** What is controlled. */
export interface Controlled {
  readonly mock: MockControls;
  readonly clock: ControlledClock;
}

/** A control call. */
interface ControlCall {
  /** What stands in the place of the braces of its path. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** Undefined where there is none. */
  readonly body: unknown;
  /** Aborts when the caller has left. */
  readonly signal: AbortSignal;
}

/** Answers with JSON, or with nothing. A `TypeError` says what is wrong with the call. */
export type Handler = (controlled: Controlled, call: ControlCall) => unknown;

/** The last moment that a `Date` can be. */
const LAST_TIME = 8.64e15;

/** Each path with its methods, as `control.yaml` describes them. */
export const ROUTES: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  "/health": {
    GET: ({ mock, clock }) => ({
      ok: true,
      now: clock.now(),
      executions: mock.executions.all().length,
      calls: countCalls(mock),
    }),
  },
  "/executions": {
    GET: ({ mock }) => mock.executions.all(),
    POST: ({ mock }, { body }) => mock.executions.add(...([body].flat() as Execution[])),
    PUT: ({ mock }, { body }) => mock.executions.replace(body as Execution[]),
  },
  "/executions/{id}": {
    GET: ({ mock }, { id }) => mock.executions.get(id) ?? refuse("execution_id", id, "that of a ticket in the list"),
    PATCH: ({ mock }, { id, body }) => mock.executions.update(id, objectOf(body)),
    DELETE: ({ mock }, { id }) => mock.executions.remove(id),
  },
  "/executions/{id}/steps": {
    GET: ({ mock }, { id }) => mock.executions.steps(id),
    PUT: ({ mock }, { id, body }) => mock.executions.setSteps(id, body as ExecutionStep[]),
  },
  "/steps/{id}/instances": {
    GET: ({ mock }, { id }) => mock.executions.instances(id),
    PUT: ({ mock }, { id, body }) => mock.executions.setInstances(id, body as ExecutionInstance[]),
  },
  "/faults": {
    GET: ({ mock }) =>
      mock.faults.map(({ fault, used, left }) => ({ fault, used, left: Number.isFinite(left) ? left : null })),
    POST: ({ mock }, { body }) => {
      for (const fault of readFaults(body)) mock.fail(fault);
    },
    DELETE: ({ mock }) => mock.clearFaults(),
  },
  "/clock": {
    GET: ({ clock }) => ({ now: clock.now() }),
    PUT: ({ clock }, { body }) => clock.set(millisecondsOf(body, "now")),
  },
  "/clock/advance": { POST: ({ clock }, { body }) => clock.advance(millisecondsOf(body, "ms")) },
  "/calls": {
    GET: ({ mock }) => ({ calls: mock.calls, dropped: mock.droppedCalls }),
    DELETE: ({ mock }) => mock.clearCalls(),
  },
  "/calls/wait": { GET: ({ mock }, { query, signal }) => waitForCalls(mock, query, signal) },
  "/reset": {
    POST({ mock, clock }) {
      clock.reset();
      mock.reset();
    },
  },
};

/** What can be done with a path. */
export interface ControlRoute {
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly id: string;
}

const MATCHERS = Object.entries(ROUTES).map(([template, handlers]) => ({
  pattern: new RegExp(`^${template.replace("{id}", "([^/]+)")}$`),
  handlers: new Map(Object.entries(handlers)),
}));

export function findRoute(path: string): ControlRoute | undefined {
  for (const { pattern, handlers } of MATCHERS) {
    const match = pattern.exec(path);
    if (match !== null) return { handlers, id: decode(match[1] ?? "") };
  }
  return undefined;
}

/** An escape that is broken is a part of an id that no ticket has. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function objectOf(body: unknown): object {
  return isObject(body) ? body : refuse("The body", body, "an object");
}

function millisecondsOf(body: unknown, name: string): number {
  const given = objectOf(body);
  checkKeys("the body", given, [name]);
  const value: unknown = Reflect.get(given, name);
  checkInteger(name, value, { min: 0, max: LAST_TIME, unit: "milliseconds" });
  return value as number;
}
