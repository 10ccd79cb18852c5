export { type MockServer, type ServeMockApiOptions, serveMockApi } from "./doors/serve-mock-api.ts";
export { readExecutions } from "./node/read-executions.ts";
