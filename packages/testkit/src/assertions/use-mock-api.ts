import { afterEach } from "vitest";
import { createMockApi, type MockApi } from "../mock-api/create-mock-api.ts";
import type { MockApiOptions } from "../mock-api/mock-api-options.ts";

/**
 * Makes a mock for the tests of a file or of a `describe`, which is reset after each of them.
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function useMockApi(options: MockApiOptions = {}): MockApi {
  const mock = createMockApi(options);
  afterEach(() => mock.reset());
  return mock;
}
