import type { ErrorText } from "../mock-api/answers.ts";
import type { ExecutionStore } from "../store/execution-store.ts";
import type { FilterContext } from "./filter-executions.ts";
import type { Readers } from "./parameters.ts";
import type { CallQuery } from "./read-query.ts";

/** A request of an operation, after its path and its query were read. */
interface OperationRequest {
  readonly executions: ExecutionStore;
  readonly query: CallQuery;
  /** The parameter of the path; empty where it has none. */
  readonly execution_id: string;
}

/** What an operation answers: a page of a list and what its rows are called, another body and what it holds, or an error. */
export type OperationAnswer =
  | { readonly list: ListBody; readonly rows: string }
  | { readonly body: object; readonly summary: string }
  | ErrorText;

/** The body of a list. */
export interface ListBody {
  readonly data?: readonly object[];
  /** A number, unless a fault has made it a text. */
  readonly total?: number | string;
}

/** Answers a request of an operation. */
export type Answerer = (request: OperationRequest) => OperationAnswer;

/** An operation of the contract, as the mock plays it. */
export interface MockOperation {
  /** Its path, with `{execution_id}` where that stands. */
  readonly path: string;
  /** How its query is read. */
  readonly parameters: Readers;
  /** How a mock with these settings answers. */
  create(context: FilterContext): Answerer;
}
