export type {
  Execution,
  ExecutionInstance,
  ExecutionInstanceStatus,
  ExecutionStatus,
  ExecutionStep,
  ExecutionStepStatus,
  ExecutionType,
} from "@coc-executions/types";
export { type AccessKeyOptions, accessKey } from "./auth/access-key.ts";
export type { Auth, AuthContext, CredentialRefresh, CredentialsProvider, ProviderContext } from "./auth/auth.ts";
export { type Environment, fromEnvironment } from "./auth/environment.ts";
export { type Token, type TokenProvider, token } from "./auth/token.ts";
export { type CocClient, createClient } from "./client.ts";
export type { CallOptions, ClientOptions } from "./client-options.ts";
export type { Clock } from "./clock.ts";
export { endpoints } from "./endpoints.ts";
export {
  ApiError,
  type Checkpoint,
  CocError,
  type CocErrorCode,
  CredentialsError,
  InvalidArgumentError,
  isApiError,
  isCocError,
  isCredentialsError,
  isInvalidArgumentError,
  isListingError,
  isNetworkError,
  isNotFoundError,
  isTimeoutError,
  isUnexpectedResponseError,
  isWaitTimeoutError,
  ListingError,
  NetworkError,
  NotFoundError,
  TimeoutError,
  UnexpectedResponseError,
  WaitTimeoutError,
} from "./errors.ts";
export type {
  ClientEvent,
  CredentialsEvent,
  DriftEvent,
  Observe,
  PageEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from "./events.ts";
export { observeDrift } from "./executions/drift.ts";
export { getExecution } from "./executions/get.ts";
export {
  type ExecutionInstanceList,
  type ExecutionInstancePage,
  type InstanceListOptions,
  listInstances,
} from "./executions/instances.ts";
export { type ExecutionCheckpoint, type ExecutionList, type ListOptions, listExecutions } from "./executions/list.ts";
export { type ExecutionPage, listExecutionsPage } from "./executions/list-page.ts";
export type { Page } from "./executions/page.ts";
export type { FailedRound, OnError } from "./executions/poll.ts";
export {
  type ExecutionPredicate,
  hasStatus,
  hasType,
  isSuccess,
  isTerminal,
  startedBefore,
} from "./executions/predicates.ts";
export { type ExecutionFilter, type FilterQuery, type PageQuery, toQuery } from "./executions/query.ts";
export { type ExecutionStepList, type ExecutionStepPage, listSteps, type StepListOptions } from "./executions/steps.ts";
export { type Duration, since, type Time } from "./executions/time.ts";
export { type WaitOptions, waitUntilDone } from "./executions/wait-until-done.ts";
export { type WatchOptions, watchExecutions } from "./executions/watch.ts";
export type { ExecutionChange } from "./executions/watch-memory.ts";
export { type ExecutionFailure, type FailedStep, type WhyOptions, whyFailed } from "./executions/why.ts";
export type { ApiClient } from "./http/api.ts";
export type { FetchFunction } from "./http/fetch.ts";
export type { RetryOptions } from "./http/retry.ts";
export type { ListingReceipt } from "./paging/receipt.ts";
export type { Credentials } from "./signing/credentials.ts";
export { createTransport, type Transport } from "./transport.ts";
