export { matchers, type TestkitMatchers } from "./assertions/matchers.ts";
export { useMockApi } from "./assertions/use-mock-api.ts";
