import type { Execution } from "@coc-executions/types";
import { checkFunction, checkInteger, checkKeys, checkText, isObject, LONGEST_WAIT, refuse } from "../check-option.ts";
import type { VirtualClock } from "../clock/virtual-clock.ts";
import { isChildTicket } from "../data/executions.ts";
import { readUnknowns, type Unknowns, type UnknownsOptions } from "../operations/unknowns.ts";
import type { MockCredentials } from "../signature/verify-signature.ts";
import { readSimulateOptions, type SimulateOptions } from "../simulation/simulate-options.ts";
import type { Details } from "../store/detail-store.ts";
import type { ExecutionStore } from "../store/execution-store.ts";
import type { Call } from "./call.ts";

/** What a mock is made of. Everything may be left out. */
export interface MockApiOptions {
  /** The list at the start, in any order. Default: no tickets. */
  readonly executions?: readonly Execution[] | undefined;
  /** Steps of tickets, by their `execution_id`. A ticket whose steps are not given has some that fit it. */
  readonly steps?: Details["steps"];
  /** Instances of steps, by their `execution_step_id`. A step whose instances are not given has some that fit it. */
  readonly instances?: Details["instances"];
  /** The access key that requests must be signed with. Default: signatures are not checked. */
  readonly credentials?: MockCredentials | undefined;
  /** The token that `X-Auth-Token` must hold. With `credentials` too, either lets a request in. Default: not checked. */
  readonly token?: string | undefined;
  /** For request ids and for faults with a `rate`, from 0 to 2^32 - 1. Default: 1. */
  readonly seed?: number | undefined;
  /** The server's time, and how it waits: that of `virtualClock()`, which a client may have too. In place of `now` and `sleep`. */
  readonly clock?: Pick<VirtualClock, "now" | "stall"> | undefined;
  /** The server's time in milliseconds since the epoch. Default: the machine's. */
  readonly now?: (() => number) | undefined;
  /** Milliseconds before each answer. Default: 0. */
  readonly latency?: number | ((call: Call) => number) | undefined;
  /** How `latency`, slow bodies and answers that never come wait; they are told `Infinity` to wait for ever. Default: real time. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** Called before each answer that is no error; may change tickets, steps and instances, and the answer waits for it. */
  readonly beforeAnswer?: ((call: Call, executions: ExecutionStore) => void | Promise<void>) | undefined;
  /**
   * Lets the list live by the mock's `now`: before each answer that lists, all that has happened since the last one happens. True
   * for the defaults of `simulate`, whose `seed` is that of the mock and which begins when the mock does. Default: false.
   */
  readonly simulate?: boolean | Omit<SimulateOptions, "from"> | undefined;
  /** Called with each call when its answer is made, whatever it is: for a log. */
  readonly afterAnswer?: ((call: Call) => void) | undefined;
  /**
   * Whether a ticket is a child, for `exclude_child_executions`: the wire has no field that tells. Default: by its
   * `description`, as `executions()` writes it.
   */
  readonly isChild?: ((execution: Execution) => boolean) | undefined;
  /** How many calls are kept for `calls` and `explain`; older ones are dropped. Default: 100,000, some 60 MB. */
  readonly maxCalls?: number | undefined;
  /** What is not known of the real service, and how the mock behaves there. */
  readonly unknowns?: UnknownsOptions | undefined;
}

/** The options with their defaults. */
export interface MockApiSettings extends Details {
  readonly executions: readonly Execution[];
  readonly credentials: MockCredentials | undefined;
  readonly token: string | undefined;
  readonly seed: number;
  readonly now: () => number;
  readonly latency: (call: Call) => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly beforeAnswer: (call: Call, executions: ExecutionStore) => void | Promise<void>;
  readonly simulate: Omit<SimulateOptions, "from"> | undefined;
  readonly afterAnswer: (call: Call) => void;
  readonly isChild: (execution: Execution) => boolean;
  readonly maxCalls: number;
  readonly unknowns: Unknowns;
}

const KEYS: Readonly<Record<keyof MockApiOptions, true>> = {
  executions: true,
  steps: true,
  instances: true,
  credentials: true,
  token: true,
  seed: true,
  clock: true,
  now: true,
  latency: true,
  sleep: true,
  beforeAnswer: true,
  afterAnswer: true,
  simulate: true,
  isChild: true,
  maxCalls: true,
  unknowns: true,
};

/** Checks first that there are no other keys than these and those of the transport. */
export function checkOptionKeys(options: unknown, more: readonly string[] = []): void {
  if (!isObject(options)) refuse("The options", options, "an object");
  checkKeys("the options", options, [...Object.keys(KEYS), ...more]);
}

/** @throws {TypeError} that names the option, what was given and what is allowed. */
export function readMockApiOptions(options: MockApiOptions): MockApiSettings {
  checkOptionKeys(options);
  const { executions = [], credentials, token, seed = 1, latency = 0 } = options;
  const { now, sleep } = readTime(options);
  const {
    beforeAnswer = doNothing,
    afterAnswer = doNothing,
    isChild = isChildTicket,
    maxCalls = 100_000,
    unknowns = {},
    simulate = false,
  } = options;

  if (!Array.isArray(executions)) refuse("executions", executions, "an array of executions");
  if (credentials !== undefined) checkCredentials(credentials);
  if (token !== undefined) checkText("token", token);
  checkInteger("seed", seed, { min: 0, max: 2 ** 32 - 1 });
  checkInteger("maxCalls", maxCalls, { min: 10 });
  if (typeof latency !== "function")
    checkInteger("latency", latency, { min: 0, max: LONGEST_WAIT, unit: "milliseconds" });
  for (const [name, value] of Object.entries({ now, sleep, beforeAnswer, afterAnswer, isChild }))
    checkFunction(name, value);

  return {
    executions,
    steps: options.steps,
    instances: options.instances,
    credentials,
    token,
    seed,
    now,
    latency: typeof latency === "function" ? latency : () => latency,
    sleep,
    beforeAnswer,
    afterAnswer,
    simulate: readSimulate(simulate, seed),
    isChild,
    maxCalls,
    unknowns: readUnknowns(unknowns),
  };
}

function readTime({ clock, now, sleep }: MockApiOptions): Pick<MockApiSettings, "now" | "sleep"> {
  if (clock === undefined) return { now: now ?? Date.now, sleep: sleep ?? realSleep };
  const given = isObject(clock) ? clock : refuse("clock", clock, "that of virtualClock()");
  if (now !== undefined || sleep !== undefined) refuse("clock", clock, "given in place of now and sleep");
  checkFunction("clock.now", given.now);
  checkFunction("clock.stall", given.stall);
  return { now: given.now, sleep: given.stall };
}

function readSimulate(
  simulate: boolean | Omit<SimulateOptions, "from">,
  seed: number,
): Omit<SimulateOptions, "from"> | undefined {
  if (simulate === false) return undefined;
  const options = simulate === true ? { seed } : simulate;
  readSimulateOptions(options);
  return { seed, ...options };
}

/** Its values stay out of messages: they are secrets, if only of a test. */
function checkCredentials(credentials: MockCredentials): void {
  if (!isObject(credentials)) refuse("credentials", credentials, "an object with accessKeyId and secretAccessKey");
  checkKeys("credentials", credentials, ["accessKeyId", "secretAccessKey", "securityToken"]);
  checkText("credentials.accessKeyId", credentials.accessKeyId);
  checkText("credentials.secretAccessKey", credentials.secretAccessKey);
  if (credentials.securityToken !== undefined) checkText("credentials.securityToken", credentials.securityToken);
}

function doNothing(): void {}

function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(done, ms);
    signal?.addEventListener("abort", stop);
    function done(): void {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      reject(signal?.reason);
    }
  });
}
