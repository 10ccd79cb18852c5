export type { Execution, ExecutionStatus, ExecutionType } from "@coc-executions/types";
export type { CallOptions } from "./call-options.ts";
export type { ClientOptions } from "./client-options.ts";
export type { Clock } from "./clock.ts";
export { type CocClient, createClient } from "./create-client.ts";
export { type AccessKeyOptions, accessKey } from "./credentials/access-key.ts";
export type { Auth, AuthContext, CredentialRefresh } from "./credentials/auth.ts";
export type { Credentials, CredentialsProvider, ProviderContext } from "./credentials/credentials.ts";
export { CredentialsError, isCredentialsError } from "./credentials/credentials-error.ts";
export { type Environment, fromEnvironment } from "./credentials/from-environment.ts";
export { type Token, type TokenProvider, token } from "./credentials/token.ts";
export { endpoints } from "./endpoints.ts";
export { ApiError, isApiError } from "./errors/api-error.ts";
export { CocError, type CocErrorCode, isCocError } from "./errors/coc-error.ts";
export { InvalidArgumentError, isInvalidArgumentError } from "./errors/invalid-argument-error.ts";
export type { Checkpoint } from "./errors/listing-error.ts";
export { isListingError, ListingError } from "./errors/listing-error.ts";
export { isNetworkError, NetworkError } from "./errors/network-error.ts";
export { isTimeoutError, TimeoutError } from "./errors/timeout-error.ts";
export { isUnexpectedResponseError, UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
export { isWaitTimeoutError, WaitTimeoutError } from "./errors/wait-timeout-error.ts";
export type { ExecutionChange } from "./executions/execution-change.ts";
export type { ExecutionFilter } from "./executions/execution-filter.ts";
export type { ExecutionCheckpoint, ExecutionList, ListOptions } from "./executions/execution-list.ts";
export type { ExecutionPage } from "./executions/execution-page.ts";
export {
  type ExecutionPredicate,
  hasStatus,
  hasType,
  isSuccess,
  isTerminal,
  startedBefore,
} from "./executions/predicates.ts";
export type { FailedRound, OnError } from "./executions/rounds.ts";
export { type Duration, since } from "./executions/since.ts";
export type { Time } from "./executions/time.ts";
export { type FilterQuery, type PageQuery, toQuery } from "./executions/to-query.ts";
export type { WaitOptions } from "./executions/wait-options.ts";
export type { WatchOptions } from "./executions/watch-options.ts";
export type { FetchFunction } from "./fetch/attempt.ts";
export type { RetryOptions } from "./fetch/backoff.ts";
export type {
  AnswerEvent,
  ClientEvent,
  CredentialsEvent,
  DriftEvent,
  Observe,
  PageEvent,
  RequestEvent,
  RetryEvent,
} from "./observe/client-event.ts";
export type { ListingReceipt } from "./paging/receipt.ts";
