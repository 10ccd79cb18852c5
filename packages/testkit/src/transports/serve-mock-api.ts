import { checkInteger, checkKeys, checkText, isObject, refuse } from "../check-option.ts";
import { controlledClock } from "../control/controlled-clock.ts";
import { type ControlTransport, serveControl } from "../control/serve-control.ts";
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
  /**
   * Whether the mock can be driven over HTTP, by programs of any language: on a port of its own, by default any free one of
   * 127.0.0.1. `hosts` are values of the header `Host` that may call beside those of this machine. Default: false.
   */
  readonly control?:
    | boolean
    | {
        readonly port?: number | undefined;
        readonly host?: string | undefined;
        readonly hosts?: readonly string[] | undefined;
      }
    | undefined;
}

/** A mock that is called over a socket. @sealed */
export interface MockServer extends MockControls {
  /** Such as `http://127.0.0.1:49152`, without a slash at its end. */
  readonly url: string;
  /** Where it is controlled; undefined without `control`. */
  readonly controlUrl: string | undefined;
  /** Ends open connections and stops listening. May be called twice. */
  close(): Promise<void>;
}

/**
 * Serves a stand-in for `GET /v1/executions` over HTTP, for what cannot be given a `fetch`.
 *
 * @throws {TypeError} when an option has a value that it does not take; {Error} when the port is in use.
 */
export async function serveMockApi(options: ServeMockApiOptions = {}): Promise<MockServer> {
  checkOptionKeys(options, ["port", "host", "cors", "control"]);
  const { port = 0, host = "127.0.0.1", cors = false, control: controlOption = false, ...mockOptions } = options;
  checkInteger("port", port, { min: 0, max: 65_535 });
  checkText("host", host);
  const origin = originOf(cors);
  const controlTransport = readControl(controlOption);
  const { clock: given, ...untimed } = mockOptions;
  const clock = controlledClock(given?.now ?? mockOptions.now ?? Date.now);
  const timed = { ...untimed, now: clock.now, sleep: given?.stall ?? mockOptions.sleep };
  const engine = createEngine(controlTransport === undefined ? mockOptions : timed);
  const controls = controlsOf(engine);
  const control = controlTransport && (await serveControl({ mock: controls, clock }, controlTransport));
  const transport = await serveEngine(engine, { port, host, origin }).catch(async (error) => {
    await control?.close();
    throw error;
  });
  return Object.assign(controls, {
    url: transport.url,
    controlUrl: control?.url,
    close: async () => {
      await Promise.all([transport.close(), control?.close()]);
    },
  });
}

function readControl(control: ServeMockApiOptions["control"]): ControlTransport | undefined {
  if (control === false || control === undefined) return undefined;
  if (control !== true && !isObject(control))
    refuse("control", control, "true, false or an object with port, host and hosts");
  const given = control === true ? {} : control;
  checkKeys("control", given, ["port", "host", "hosts"]);
  const { port = 0, host = "127.0.0.1", hosts = [] } = given;
  checkInteger("control.port", port, { min: 0, max: 65_535 });
  checkText("control.host", host);
  if (!Array.isArray(hosts)) refuse("control.hosts", hosts, "an array of host names");
  for (const [index, name] of hosts.entries()) checkText(`control.hosts[${index}]`, name);
  return { port, host, hosts: hosts.map((name) => name.toLowerCase()) };
}

function originOf(cors: boolean | string): string | undefined {
  if (typeof cors === "boolean") return cors ? "*" : undefined;
  if (!URL.canParse(cors) || new URL(cors).origin !== cors) {
    refuse("cors", cors, "true, false or an origin such as http://localhost:5173");
  }
  return cors;
}
