export { type AnonymizeOptions, anonymize } from "./anonymize/anonymize.ts";
export { AssertionError } from "./assertions/assertion-error.ts";
export {
  assertAskedFor,
  assertListedEveryTicketOnce,
  assertSigned,
  assertUsedAllFaults,
} from "./assertions/assertions.ts";
export type { Identified } from "./assertions/compare-listing.ts";
export type { ExpectedList, ListedOnceOptions } from "./assertions/findings.ts";
export { type VirtualClock, type VirtualClockOptions, virtualClock } from "./clock/virtual-clock.ts";
export { execution } from "./data/execution.ts";
export { type ExecutionsOptions, executions, isChildTicket } from "./data/executions.ts";
export { type Fixtures, fixtures } from "./data/fixtures.ts";
export { executionInstance } from "./data/instance.ts";
export { instancesOf } from "./data/instances.ts";
export { executionStep } from "./data/step.ts";
export { stepsOf } from "./data/steps.ts";
export { type Stories, type Story, stories } from "./data/stories.ts";
export type { Fault, FaultKind, FaultUse } from "./faults/fault.ts";
export type {
  BreakingFault,
  FaultTime,
  ReplacingFault,
  RetryAfter,
  ShapingFault,
  StatusFault,
  ThrottledFault,
} from "./faults/fault-effect.ts";
export type { FaultHandle } from "./faults/fault-queue.ts";
export type { Call } from "./mock-api/call.ts";
export { createMockApi, type MockApi } from "./mock-api/create-mock-api.ts";
export type { MockControls } from "./mock-api/engine.ts";
export type { MockApiOptions } from "./mock-api/mock-api-options.ts";
export type { OperationName } from "./operations/index.ts";
export type { CallQuery } from "./operations/read-query.ts";
export type { Unknowns } from "./operations/unknowns.ts";
export type { MockCredentials } from "./signature/verify-signature.ts";
export { type Simulation, simulate } from "./simulation/simulate.ts";
export type { SimulateOptions } from "./simulation/simulate-options.ts";
export type { ExecutionStore } from "./store/execution-store.ts";
export type { ListOrder } from "./store/list-order.ts";
