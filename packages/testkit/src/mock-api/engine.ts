import { breakAnswer, isBreaking } from "../faults/break-answer.ts";
import type { Fault } from "../faults/fault.ts";
import type { BreakingFault, ReplacingFault } from "../faults/fault-effect.ts";
import { createFaultQueue, type FaultHandle } from "../faults/fault-queue.ts";
import { isListFault, isQueryFault, isSkew, mutateResponse, shapeQuery } from "../faults/mutate-response.ts";
import { isReplacing, replaceAnswer, strikesBefore, unauthorized } from "../faults/replace-answer.ts";
import { createAnswerers, OPERATIONS } from "../operations/index.ts";
import { routeOf } from "../operations/route.ts";
import { createAccessKeyLock } from "../signature/access-key-lock.ts";
import { authenticate, type ServerTime } from "../signature/authenticate.ts";
import { type Simulation, simulate } from "../simulation/simulate.ts";
import { createDetailStore } from "../store/detail-store.ts";
import { createExecutionStore, type ExecutionStore } from "../store/execution-store.ts";
import { type AnswerContext, gatewayError, jsonAnswer, serviceError } from "./answers.ts";
import type { Call } from "./call.ts";
import { createCallLog, type OpenedCall } from "./call-log.ts";
import { describeCall } from "./describe-call.ts";
import { type MockApiOptions, type MockApiSettings, readMockApiOptions } from "./mock-api-options.ts";
import type { WireAnswer, WireRequest } from "./wire.ts";

/** What every form of the mock offers, whatever transport requests come in by. @sealed */
export interface MockControls {
  /** The list, which may be changed at any time. */
  readonly executions: ExecutionStore;
  /** The calls received, oldest first: the last `maxCalls` of them. */
  readonly calls: readonly Call[];
  /** How many older calls are not kept any more. */
  readonly droppedCalls: number;
  /** The faults given so far, used up or not. */
  readonly faults: readonly FaultHandle[];
  /** Lets calls go wrong. @throws {TypeError} for a fault that does not exist or cannot be. */
  fail(fault: Fault): FaultHandle;
  /** What was asked and what was answered, a line for each call: to print where a test fails. */
  explain(): string;
  /** Forgets the calls. */
  clearCalls(): void;
  /** Lets no further call fail, and forgets the faults. */
  clearFaults(): void;
  /** Forgets calls and faults, and puts the first list back. */
  reset(): void;
}

/** What a transport needs: requests in, answers out. */
export interface Service {
  answer(request: WireRequest): Promise<EngineAnswer>;
  readonly sleep: MockApiSettings["sleep"];
}

/** The mock without a transport. It opens nothing and knows no platform. */
export interface Engine extends MockControls, Service {}

/** An answer, and how long the transport is to wait before it. */
export interface EngineAnswer extends WireAnswer {
  readonly latency: number;
}

type CallContext = AnswerContext & ServerTime;

export function createEngine(options: MockApiOptions): Engine {
  const settings = readMockApiOptions(options);
  const details = createDetailStore(settings);
  const executions = createExecutionStore(settings.executions, settings.unknowns.order, details);
  const log = createCallLog(settings);
  const faults = createFaultQueue(settings.seed);
  const { lockAccessKey } = settings.unknowns;
  const lock = createAccessKeyLock(lockAccessKey ? settings.credentials?.accessKeyId : undefined);
  const answerers = createAnswerers(settings);

  let simulation = startSimulation();

  function startSimulation(): Simulation | undefined {
    if (settings.simulate === undefined) return undefined;
    return simulate(executions, { ...settings.simulate, from: Math.floor(settings.now()) });
  }

  async function answer(request: WireRequest): Promise<EngineAnswer> {
    const opened = log.open(request);
    const { call } = opened;
    const skewed = faults.takeAll(call, isSkew);
    const now = skewed.reduce((time, { by }) => time + by, settings.now());
    const context: CallContext = { requestId: call.requestId, now, isSkewed: skewed.length > 0 };
    const before = faults.takeFirst(call, strikesBefore);
    const sent = before === undefined ? await serve(request, opened, context) : replaceAnswer(before, context);
    const after = before === undefined ? faults.takeFirst(call, strikesAfter) : undefined;
    const final = after === undefined ? sent : spoil(sent, after, context);
    log.close(call, final, final.status === 200 && before === undefined && (after === undefined || isHarmless(after)));
    settings.afterAnswer(call);
    return { ...final, latency: settings.latency(call) };
  }

  /** As the real thing goes: the gateway finds the path and the caller, then the service reads the query and the list. */
  async function serve(
    request: WireRequest,
    { call, route, read }: OpenedCall,
    context: CallContext,
  ): Promise<WireAnswer> {
    if (route === undefined) return notThere(call, context);
    const { signedBy, problem } = lock.judge(await authenticate(request, settings, context), request);
    call.signedBy = signedBy;
    if (problem !== undefined) return unauthorized(problem, context);

    if (read.problem !== undefined) {
      const message = `Invalid parameter values. ${read.problem}`;
      return serviceError({ status: 400, code: "COC.00010002", message }, context);
    }
    simulation?.advanceTo(Math.floor(settings.now()));
    await settings.beforeAnswer(call, executions);
    const query = faults.takeAll(call, isQueryFault).reduce(shapeQuery, read.query);
    const answered = answerers[route.operation]({ executions, query, execution_id: route.execution_id });
    if ("code" in answered) return serviceError(answered, context);
    if ("body" in answered) return jsonAnswer(200, answered.body, context, answered.summary);
    const list = faults.takeAll(call, isListFault).reduce(mutateResponse, answered.list);
    const count = `${list.data?.length} of ${list.total ?? "an unknown number of"}`;
    return jsonAnswer(200, list, context, `${count} ${answered.rows}`);
  }

  return {
    answer,
    sleep: settings.sleep,
    executions,
    calls: log.calls,
    faults: faults.handles,
    fail: faults.fail,
    get droppedCalls() {
      return log.dropped;
    },
    explain: () => [...describeDropped(log.dropped), ...log.calls.map(describeCall)].join("\n"),
    clearCalls: log.clear,
    clearFaults: faults.clear,
    reset() {
      log.clear();
      lock.reset();
      faults.clear();
      executions.replace(settings.executions);
      details.reset();
      simulation = startSimulation();
    },
  };
}

/** What of an engine is for tests. */
export function controlsOf(engine: Engine): MockControls {
  const { executions, calls, faults, fail, explain, clearCalls, clearFaults, reset } = engine;
  return {
    ...{ executions, calls, faults, fail, explain, clearCalls, clearFaults, reset },
    get droppedCalls() {
      return engine.droppedCalls;
    },
  };
}

function describeDropped(dropped: number): string[] {
  return dropped === 0 ? [] : [`(${dropped} earlier calls are not kept; see the option maxCalls)`];
}

const PATHS = Object.values(OPERATIONS).map(({ path }) => path);

/** The code is that of the gateway for whatever is not published; which one it has for a wrong method alone is not known. */
function notThere({ path }: Call, context: CallContext): WireAnswer {
  const isKnown = routeOf("GET", path) !== undefined;
  const message = `The API does not exist or has not been published in the environment. This mock has GET only, of ${PATHS.join(", ")}.`;
  const answer = gatewayError({ status: isKnown ? 405 : 404, code: "APIGW.0101", message }, context);
  return isKnown ? { ...answer, headers: { ...answer.headers, allow: "GET" } } : answer;
}

function strikesAfter(fault: Fault): fault is Fault & (ReplacingFault | BreakingFault) {
  return isBreaking(fault) || (isReplacing(fault) && fault.when === "after");
}

/** Late is not wrong. */
function isHarmless({ kind }: Fault): boolean {
  return kind === "slow-body";
}

function spoil(
  answer: WireAnswer,
  fault: Fault & (ReplacingFault | BreakingFault),
  context: AnswerContext,
): WireAnswer {
  return isBreaking(fault) ? breakAnswer(fault, answer) : replaceAnswer(fault, context);
}
