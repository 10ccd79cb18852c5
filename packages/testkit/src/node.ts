export { readExecutions } from "./node/read-executions.ts";
export { type MockServer, type ServeMockApiOptions, serveMockApi } from "./transports/serve-mock-api.ts";
