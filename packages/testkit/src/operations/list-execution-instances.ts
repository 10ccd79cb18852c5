import type { ListExecutionInstancesQuery } from "@coc-executions/types";
import type { MockOperation } from "./operation.ts";
import { type ReadersOf, readLimit, readOffset, readText } from "./parameters.ts";
import { windowOf } from "./window.ts";

const PARAMETERS: ReadersOf<ListExecutionInstancesQuery> = {
  limit: readLimit,
  offset: readOffset,
  execution_step_id: readText,
};

export const listExecutionInstances: MockOperation = {
  path: "/v1/executions/instances",
  parameters: PARAMETERS,
  create:
    ({ unknowns }) =>
    ({ executions, query }) => {
      const { execution_step_id } = query;
      const instances =
        execution_step_id === undefined
          ? executions
              .all()
              .flatMap((execution) => executions.steps(execution.execution_id))
              .flatMap((step) => executions.instances(step.execution_step_id))
          : executions.instances(execution_step_id);
      return { list: windowOf(instances, query, unknowns), rows: "instances" };
    },
};
