import type { components, operations } from "./generated/coc-executions.ts";

export type { components, operations, paths } from "./generated/coc-executions.ts";
export { EXECUTION_STATUSES, EXECUTION_TYPES } from "./known-values.ts";

type Schemas = components["schemas"];

// Interfaces, so that hovers and errors of the compiler say `Execution` and not all of its fields.
type SchemaOf<Name extends keyof Schemas> = Schemas[Name];
type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]["parameters"]["query"]>;

/** A job service ticket, the record of one run of a job, as the wire sends it. */
export interface Execution extends SchemaOf<"Execution"> {}
/** The status of a ticket. The known ones complete in an editor; others are legal, since the service may add some. */
export type ExecutionStatus = Schemas["ExecutionStatus"];
/** The type of a ticket. The known ones complete in an editor; others are legal, since the service may add some. */
export type ExecutionType = Schemas["ExecutionType"];
/** The statuses that the contract knows. */
export type KnownExecutionStatus = Schemas["KnownExecutionStatus"];
/** The types that the contract knows. */
export type KnownExecutionType = Schemas["KnownExecutionType"];
/** A step of a ticket, one action of its job, as the wire sends it. */
export interface ExecutionStep extends SchemaOf<"ExecutionStep"> {}
/** The status of a step. Those of a ticket complete in an editor; others are legal, since none are documented for steps. */
export type ExecutionStepStatus = Schemas["ExecutionStepStatus"];
/** One of the instances that a step ran on, such as a server, as the wire sends it. */
export interface ExecutionInstance extends SchemaOf<"ExecutionInstance"> {}
/** The status of a step on one instance. Those of a ticket complete in an editor; others are legal. */
export type ExecutionInstanceStatus = Schemas["ExecutionInstanceStatus"];
/** A parameter of a job or of a step. Its value is a text, which may itself be JSON. */
export interface ExecutionParameter extends SchemaOf<"ExecutionParameter"> {}
/** A tag of a ticket. */
export interface Tag extends SchemaOf<"Tag"> {}
/** What a run in rate mode works on. */
export interface ExecutionTarget extends SchemaOf<"ExecutionTarget"> {}

/** The query of `GET /v1/executions`, in the words of the wire. */
export interface ListExecutionsQuery extends QueryOf<"listExecutions"> {}
/** The body of a 200 of `GET /v1/executions`. */
export interface ListExecutionsResponse extends SchemaOf<"ListExecutionsResponse"> {}
/** The body of a 200 of `GET /v1/executions/{execution_id}`. Without `data` there is no such ticket. */
export interface GetExecutionResponse extends SchemaOf<"GetExecutionResponse"> {}
/** The query of `GET /v1/executions/{execution_id}/steps`, in the words of the wire. */
export interface ListExecutionStepsQuery extends QueryOf<"listExecutionSteps"> {}
/** The body of a 200 of `GET /v1/executions/{execution_id}/steps`. */
export interface ListExecutionStepsResponse extends SchemaOf<"ListExecutionStepsResponse"> {}
/** The query of `GET /v1/executions/instances`, in the words of the wire. */
export interface ListExecutionInstancesQuery extends QueryOf<"listExecutionInstances"> {}
/** The body of a 200 of `GET /v1/executions/instances`. */
export interface ListExecutionInstancesResponse extends SchemaOf<"ListExecutionInstancesResponse"> {}
/** The body of an error, of the service or of the gateway. */
export interface ErrorBody extends SchemaOf<"ErrorBody"> {}
