import { missingExecution } from "./missing-execution.ts";
import type { MockOperation } from "./operation.ts";
import { envelopeOf } from "./window.ts";

export const getExecution: MockOperation = {
  path: "/v1/executions/{execution_id}",
  parameters: {},
  create:
    ({ unknowns }) =>
    ({ executions, execution_id }) => {
      const execution = executions.get(execution_id);
      if (execution === undefined) return missingExecution(unknowns);
      const { sys_tags: _, ...withoutSysTags } = execution;
      const data = unknowns.sysTagsOfOne ? execution : withoutSysTags;
      return { body: { ...envelopeOf(unknowns), data }, summary: `the ticket ${execution_id}` };
    },
};
