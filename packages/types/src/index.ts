import type { components, operations } from "./generated/coc-executions.ts";

export type { components, operations, paths } from "./generated/coc-executions.ts";
export { EXECUTION_STATUSES, EXECUTION_TYPES } from "./known-values.ts";

type Schemas = components["schemas"];

/** A job service ticket, the record of one run of a job, as the wire sends it. */
export type Execution = Schemas["Execution"];
/** The status of a ticket. The known ones complete in an editor; others are legal, since the service may add some. */
export type ExecutionStatus = Schemas["ExecutionStatus"];
/** The type of a ticket. The known ones complete in an editor; others are legal, since the service may add some. */
export type ExecutionType = Schemas["ExecutionType"];
/** The statuses that the contract knows. */
export type KnownExecutionStatus = Schemas["KnownExecutionStatus"];
/** The types that the contract knows. */
export type KnownExecutionType = Schemas["KnownExecutionType"];
/** A parameter that a job was run with. Its value is a text, which may itself be JSON. */
export type ExecutionParameter = Schemas["ExecutionParameter"];
/** A tag of a ticket. */
export type Tag = Schemas["Tag"];
/** What a run in rate mode works on. */
export type ExecutionTarget = Schemas["ExecutionTarget"];

/** The query of `GET /v1/executions`, in the words of the wire. */
export type ListExecutionsQuery = NonNullable<operations["listExecutions"]["parameters"]["query"]>;
/** The body of a 200. */
export type ListExecutionsResponse = Schemas["ListExecutionsResponse"];
/** The body of an error, of the service or of the gateway. */
export type ErrorBody = Schemas["ErrorBody"];
