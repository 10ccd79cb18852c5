import type { components, operations } from "./generated/coc-executions.ts";

export type { components, operations, paths } from "./generated/coc-executions.ts";
export { EXECUTION_STATUSES, EXECUTION_TYPES } from "./known-values.ts";

type Schemas = components["schemas"];

// Interfaces, so that hovers and errors of the compiler say `Execution` and not all of its fields.
type SchemaOf<Name extends keyof Schemas> = Schemas[Name];
type ListQuery = NonNullable<operations["listExecutions"]["parameters"]["query"]>;

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
/** A parameter that a job was run with. Its value is a text, which may itself be JSON. */
export interface ExecutionParameter extends SchemaOf<"ExecutionParameter"> {}
/** A tag of a ticket. */
export interface Tag extends SchemaOf<"Tag"> {}
/** What a run in rate mode works on. */
export interface ExecutionTarget extends SchemaOf<"ExecutionTarget"> {}

/** The query of `GET /v1/executions`, in the words of the wire. */
export interface ListExecutionsQuery extends ListQuery {}
/** The body of a 200. */
export interface ListExecutionsResponse extends SchemaOf<"ListExecutionsResponse"> {}
/** The body of an error, of the service or of the gateway. */
export interface ErrorBody extends SchemaOf<"ErrorBody"> {}
