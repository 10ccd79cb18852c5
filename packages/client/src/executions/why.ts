import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/types";
import { abortSignal, type Checks, checkOptions, integer } from "../options.ts";
import type { Listing } from "../paging/listing.ts";
import type { Transport } from "../transport.ts";
import { byCause, hasFailed } from "./failure.ts";
import { getExecution } from "./get.ts";
import { listInstances } from "./instances.ts";
import type { Page } from "./page.ts";
import { isSuccess } from "./predicates.ts";
import { listSteps } from "./steps.ts";

/** How far to look for what failed. */
export interface WhyOptions {
  /** How many requests may be made at most, retries not counted: one for the ticket, then for its steps, then for their instances. @default 30 */
  readonly maxRequests?: number | undefined;
  /** Ends the call at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const CHECKS: Checks<WhyOptions> = { maxRequests: /* @__PURE__ */ integer(2, 100_000), signal: abortSignal };

/** A ticket, and what of it failed. @sealed */
export interface ExecutionFailure {
  readonly execution: Execution;
  /** The steps that failed, timed out or were cancelled, the first cause first; empty if the ticket succeeded. */
  readonly steps: readonly FailedStep[];
  /** False if `maxRequests` ended the search before everything was read. */
  readonly complete: boolean;
}

/** A step that failed, and those of its instances that did, the first cause first. @sealed */
export interface FailedStep {
  readonly step: ExecutionStep;
  readonly instances: readonly ExecutionInstance[];
}

/**
 * Why a ticket failed: its steps that failed and their instances that did, with their messages. Cause comes before effect: what
 * failed or timed out before what was cancelled, and of these what ended first.
 *
 * @throws {NotFoundError} if there is no such ticket.
 * @throws {InvalidArgumentError} before anything is sent, and what reading `listExecutions` throws.
 */
export async function whyFailed(
  transport: Transport,
  execution_id: string,
  options: WhyOptions = {},
): Promise<ExecutionFailure> {
  checkOptions(options, CHECKS, "the options of why");
  return findFailures(transport, await getExecution(transport, execution_id, { signal: options.signal }), options);
}

/** The same for a ticket that was read. */
export async function findFailures(
  transport: Transport,
  execution: Execution,
  { maxRequests = 30, signal }: WhyOptions,
): Promise<ExecutionFailure> {
  if (isSuccess(execution)) return { execution, steps: [], complete: true };
  const budget = { left: maxRequests - 1, isExceeded: false };
  const reading = { signal, concurrency: 1 };
  const steps = await readFailed(listSteps(transport, execution.execution_id, reading), budget);
  const failed: FailedStep[] = [];
  for (const step of steps) {
    const list = listInstances(transport, step.execution_step_id, reading);
    failed.push({ step, instances: await readFailed(list, budget) });
  }
  return { execution, steps: failed, complete: !budget.isExceeded };
}

/** The rows of a list that failed, in the order of their cause, as far as the requests go. */
async function readFailed<Row extends ExecutionStep | ExecutionInstance>(
  list: Listing<Row, Page<Row>>,
  budget: { left: number; isExceeded: boolean },
): Promise<Row[]> {
  const rows: Row[] = [];
  if (budget.left <= 0) budget.isExceeded = true;
  else {
    for await (const { items, offset, total = Number.POSITIVE_INFINITY, limit } of list.byPage()) {
      rows.push(...items.filter(hasFailed));
      if (list.receipt().requests < budget.left) continue;
      budget.isExceeded ||= offset + limit < total;
      break;
    }
    budget.left -= list.receipt().requests;
  }
  return rows.sort(byCause);
}
