import { checkInteger, checkText, refuse } from "../check-option.ts";
import { controlsOf, createEngine, type MockControls } from "../mock-api/engine.ts";
import { checkOptionKeys, type MockApiOptions } from "../mock-api/mock-api-options.ts";
import { serveEngine } from "./serve-engine.ts";

/** The options of a mock, and where it listens. */
export interface ServeMockApiOptions extends MockApiOptions {
  /** Default: 0, any free port. */
  readonly port?: number | undefined;
  /** Default: `127.0.0.1`, so that nobody else reaches it. */
  readonly host?: string | undefined;
  /**
   * Whether pages of other origins may call, as a browser asks for: true for all, or the one origin, such as
   * `http://localhost:5173`. The answers to a browser's preflight are none of the mock's `calls`. Default: false, as at the real
   * service.
   */
  readonly cors?: boolean | string | undefined;
}

/** A mock that is called over a socket. @sealed */
export interface MockServer extends MockControls {
  /** Such as `http://127.0.0.1:49152`, without a slash at its end. */
  readonly url: string;
  /** Ends open connections and stops listening. May be called twice. */
  close(): Promise<void>;
}

/**
 * Serves a stand-in for `GET /v1/executions` over HTTP, for what cannot be given a `fetch`.
 *
 * @throws {TypeError} when an option has a value that it does not take; {Error} when the port is in use.
 */
export async function serveMockApi(options: ServeMockApiOptions = {}): Promise<MockServer> {
  checkOptionKeys(options, ["port", "host", "cors"]);
  const { port = 0, host = "127.0.0.1", cors = false, ...mockOptions } = options;
  checkInteger("port", port, { min: 0, max: 65_535 });
  checkText("host", host);
  const origin = originOf(cors);
  const engine = createEngine(mockOptions);
  const transport = await serveEngine(engine, { port, host, origin });
  return Object.assign(controlsOf(engine), transport);
}

function originOf(cors: boolean | string): string | undefined {
  if (typeof cors === "boolean") return cors ? "*" : undefined;
  if (!URL.canParse(cors) || new URL(cors).origin !== cors) {
    refuse("cors", cors, "true, false or an origin such as http://localhost:5173");
  }
  return cors;
}
