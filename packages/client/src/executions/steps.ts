import type { ExecutionStep, ListExecutionStepsQuery } from "@coc-executions/types";
import { InvalidArgumentError } from "../errors.ts";
import { fillPath } from "../http/path.ts";
import type { SentResponse } from "../http/send.ts";
import type { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import type { Transport } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";
import { listRows } from "./list-rows.ts";
import { requireFound } from "./not-found.ts";
import type { Page } from "./page.ts";

/** How the steps of a ticket are read. */
export interface StepListOptions extends ReadingOptions<ExecutionStep> {
  /** One id, to have that step only: how the service takes several is not known. For more, use `where`. */
  readonly execution_step_id_list?: readonly string[] | undefined;
}

/** One response of a list of steps. @sealed */
export interface ExecutionStepPage extends Page<ExecutionStep> {}

/** Every step of a ticket, exactly once, even while the list changes. @sealed */
export interface ExecutionStepList extends Listing<ExecutionStep, ExecutionStepPage> {}

const LIST_STEPS: ListOperation<ExecutionStep> = {
  path: "/v1/executions/{execution_id}/steps",
  permission: "coc:execution:listExecutionStep",
  row: "step",
  id: "execution_step_id",
  versionOf: (step) => JSON.stringify(step),
};

/**
 * Every step of a ticket, exactly once, in the service's order, which is not documented: `GET /v1/executions/{execution_id}/steps`.
 * Nothing is requested before it is read.
 *
 * @throws {InvalidArgumentError} at once. Reading throws {@link NotFoundError} if there is no such ticket, and what reading
 * `listExecutions` throws.
 */
export function listSteps(
  transport: Transport,
  execution_id: string,
  options: StepListOptions = {},
): ExecutionStepList {
  const { execution_step_id_list, ...reading } = options;
  const query: StepQuery = { execution_step_id_list: execution_step_id_list && onlyId(execution_step_id_list) };
  const request = {
    path: fillPath(LIST_STEPS.path, { execution_id }),
    query,
    about: { steps: { execution_id, ...query } },
    through: (sending: Promise<SentResponse>) => requireFound({ resource: "ticket", id: execution_id }, sending),
  };
  return listRows(transport, LIST_STEPS, request, reading);
}

/** The query on the wire: of one id, an array is a text. If the compiler complains, the contract has gained a parameter. */
type StepQuery = Readonly<
  Record<keyof Omit<Required<ListExecutionStepsQuery>, "limit" | "offset">, string | undefined>
>;

function onlyId(ids: unknown): string {
  if (Array.isArray(ids) && ids.length === 1 && typeof ids[0] === "string" && ids[0] !== "") return ids[0];
  const hint = "How the service takes several is not known: use `where`.";
  throw new InvalidArgumentError({ option: "execution_step_id_list", value: ids, allowed: "an array of one id", hint });
}
