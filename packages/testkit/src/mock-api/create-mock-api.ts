import { fetchTransport } from "../transports/fetch-transport.ts";
import { controlsOf, createEngine, type MockControls } from "./engine.ts";
import type { MockApiOptions } from "./mock-api-options.ts";

/** A mock that is called by its own `fetch`. @sealed */
export interface MockApi extends MockControls {
  /** Answers any URL as the real service answers its own. Give it to what is tested; no global is touched. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
}

/**
 * Makes a stand-in for `GET /v1/executions` in memory.
 *
 * ```ts
 * const mock = createMockApi({ executions: executions(250, { seed: 7 }) });
 * const response = await mock.fetch("https://coc.example/v1/executions?limit=20");
 * ```
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function createMockApi(options: MockApiOptions = {}): MockApi {
  const engine = createEngine(options);
  return Object.assign(controlsOf(engine), { fetch: fetchTransport(engine) });
}
