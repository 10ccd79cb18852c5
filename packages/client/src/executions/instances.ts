import type { ExecutionInstance, ListExecutionInstancesQuery } from "@coc-executions/types";
import { InvalidArgumentError } from "../errors.ts";
import type { SentResponse } from "../http/send.ts";
import type { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import type { Transport } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";
import { listRows } from "./list-rows.ts";
import { requireFound } from "./not-found.ts";
import type { Page } from "./page.ts";

/** How the instances of a step are read. */
export interface InstanceListOptions extends ReadingOptions<ExecutionInstance> {}

/** One response of a list of instances. @sealed */
export interface ExecutionInstancePage extends Page<ExecutionInstance> {}

/** Every instance of a step, exactly once, even while the list changes. @sealed */
export interface ExecutionInstanceList extends Listing<ExecutionInstance, ExecutionInstancePage> {}

const LIST_INSTANCES: ListOperation<ExecutionInstance> = {
  path: "/v1/executions/instances",
  permission: "coc:execution:listExecutionStepInstance",
  row: "instance",
  id: "execution_instance_id",
  versionOf: (instance) => JSON.stringify(instance),
};

/**
 * Everything that a step ran on, such as servers, exactly once, in the service's order, which is not documented:
 * `GET /v1/executions/instances`. Nothing is requested before it is read.
 *
 * @throws {InvalidArgumentError} at once. Reading throws {@link NotFoundError} if there is no such step, and what reading
 * `listExecutions` throws.
 */
export function listInstances(
  transport: Transport,
  execution_step_id: string,
  options: InstanceListOptions = {},
): ExecutionInstanceList {
  const query: InstanceQuery = { execution_step_id: requireStepId(execution_step_id) };
  const request = {
    query,
    about: { instances: query },
    through: (sending: Promise<SentResponse>) => requireFound({ resource: "step", id: execution_step_id }, sending),
  };
  return listRows(transport, LIST_INSTANCES, request, options);
}

/** If the compiler complains about this, the contract has gained a parameter. */
type InstanceQuery = Required<Omit<ListExecutionInstancesQuery, "limit" | "offset">>;

function requireStepId(value: unknown): string {
  if (typeof value === "string" && value !== "" && !/\p{Surrogate}/u.test(value)) return value;
  const allowed = "the `execution_step_id` of a step";
  throw new InvalidArgumentError({ option: "execution_step_id", value, allowed });
}
