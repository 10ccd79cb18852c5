import type { ListExecutionStepsQuery } from "@coc-executions/types";
import { missingExecution } from "./missing-execution.ts";
import type { MockOperation } from "./operation.ts";
import { type ReadersOf, readLimit, readOffset, readOneId } from "./parameters.ts";
import { windowOf } from "./window.ts";

const PARAMETERS: ReadersOf<ListExecutionStepsQuery> = {
  limit: readLimit,
  offset: readOffset,
  execution_step_id_list: readOneId,
};

export const listExecutionSteps: MockOperation = {
  path: "/v1/executions/{execution_id}/steps",
  parameters: PARAMETERS,
  create:
    ({ unknowns }) =>
    ({ executions, execution_id, query }) => {
      if (executions.get(execution_id) === undefined) return missingExecution(unknowns);
      const wanted = query.execution_step_id_list;
      const steps = executions
        .steps(execution_id)
        .filter((step) => wanted === undefined || wanted.includes(step.execution_step_id));
      return { list: windowOf(steps, query, unknowns), rows: "steps" };
    },
};
