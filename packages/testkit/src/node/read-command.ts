import { parseArgs } from "node:util";
import type { Fault } from "../faults/fault.ts";
import { readFaults } from "../faults/read-faults.ts";

/** What the command line asks for. */
export interface Command {
  readonly help: boolean;
  readonly version: boolean;
  readonly port: number;
  readonly host: string;
  /** A file with tickets; undefined for made ones. */
  readonly data: string | undefined;
  readonly count: number;
  readonly seed: number;
  /** When the newest of the made tickets started; undefined for the default of `executions()`. */
  readonly newest: number | undefined;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly token: string | undefined;
  readonly latency: number;
  readonly faults: readonly Fault[];
  readonly cors: boolean;
  /** Where the mock is controlled, and by which hosts beside this machine; undefined for nowhere. */
  readonly control: { readonly port: number; readonly host: string; readonly hosts: readonly string[] } | undefined;
  readonly simulate: { readonly startsPerHour: number } | undefined;
  /** A session to write, and the service that it is of; undefined where nothing is recorded. */
  readonly record: { readonly file: string; readonly upstream: string } | undefined;
  /** A session to answer from; undefined for a mock. */
  readonly replay: string | undefined;
}

/** The command line asks for something that the command does not have. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} that names the word. */
export function readCommand(words: readonly string[], environment: Environment): Command {
  const values = parseWords(words);
  const { data, faults, cors = false, simulate = false, help = false, version = false } = values;
  if (data !== undefined && (values.count ?? values.newest) !== undefined) {
    const other = values.count === undefined ? "--newest" : "--count";
    throw new UsageError(`${other} is for tickets that are made; with --data there are none.`);
  }
  if (values["starts-per-hour"] !== undefined && !simulate) throw new UsageError("--starts-per-hour needs --simulate.");
  return {
    help,
    version,
    port: readInteger("--port", values.port ?? "0", 0, 65_535),
    host: readText("--host", values.host ?? "127.0.0.1"),
    data: data === undefined ? undefined : readText("--data", data),
    count: readInteger("--count", values.count ?? "200", 0, 9_000_000),
    seed: readInteger("--seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    newest: readNewest(values.newest ?? (simulate ? "now" : undefined)),
    credentials: readCredentials(
      values["access-key-id"] ?? environment.COC_MOCK_ACCESS_KEY_ID,
      values["secret-access-key"] ?? environment.COC_MOCK_SECRET_ACCESS_KEY,
    ),
    token: values.token === undefined ? environment.COC_MOCK_TOKEN || undefined : readText("--token", values.token),
    latency: readInteger("--latency", values.latency ?? "0", 0, 2 ** 31 - 1),
    faults: faults === undefined ? [] : readFaultsOption(faults),
    cors,
    control: readControl(values),
    record: readRecord(values),
    replay: readReplay(values),
    simulate: simulate ? { startsPerHour: readRate(values["starts-per-hour"] ?? "60") } : undefined,
  };
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function parseWords(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: text,
        host: text,
        data: text,
        count: text,
        seed: text,
        newest: text,
        "access-key-id": text,
        "secret-access-key": text,
        token: text,
        latency: text,
        faults: text,
        cors: flag,
        control: flag,
        "control-port": text,
        "control-host": text,
        "control-allow": { ...text, multiple: true },
        record: text,
        upstream: text,
        replay: text,
        simulate: flag,
        "starts-per-hour": text,
        help: { ...flag, short: "h" },
        version: flag,
      },
    });
    return values;
  } catch (error) {
    // Of Node's message the first sentence: the others explain how to pass words that begin with a dash.
    throw new UsageError(error instanceof Error ? error.message.replace(/\. .*$/s, "") : String(error));
  }
}

function readInteger(option: string, given: string, min: number, max: number): number {
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option} must be an integer from ${min} to ${max}, not ${JSON.stringify(given)}.`);
}

function readRate(given: string): number {
  const rate = Number(given);
  if (rate > 0 && rate <= 1_000_000) return rate;
  throw new UsageError(`--starts-per-hour must be a number above 0 and up to 1000000, not ${JSON.stringify(given)}.`);
}

/** Each of the other options needs the first, so that nobody opens it by mistake. */
function readControl(values: ReturnType<typeof parseWords>): Command["control"] {
  const { control = false, "control-port": port, "control-host": host, "control-allow": hosts = [] } = values;
  if (!control && (port ?? host ?? hosts[0]) !== undefined)
    throw new UsageError("--control-port, --control-host and --control-allow need --control.");
  if (!control) return undefined;
  return {
    port: readInteger("--control-port", port ?? "0", 0, 65_535),
    host: readText("--control-host", host ?? "127.0.0.1"),
    hosts,
  };
}

/** What is recorded or replayed is no list of the mock's own. */
const OF_A_MOCK = ["data", "count", "seed", "newest", "latency", "faults", "cors", "control", "simulate"] as const;

function readRecord(values: ReturnType<typeof parseWords>): Command["record"] {
  const { record, upstream } = values;
  if (record === undefined && upstream === undefined) return undefined;
  if (record === undefined) throw new UsageError("--upstream needs --record.");
  if (upstream === undefined) throw new UsageError("--record needs --upstream, the URL of the service.");
  refuseTogether("--record", [...OF_A_MOCK, "token", "replay"], values);
  return { file: readText("--record", record), upstream: readText("--upstream", upstream) };
}

function readReplay(values: ReturnType<typeof parseWords>): string | undefined {
  const { replay } = values;
  if (replay === undefined) return undefined;
  refuseTogether("--replay", [...OF_A_MOCK, "token", "access-key-id", "secret-access-key"], values);
  return readText("--replay", replay);
}

type Values = ReturnType<typeof parseWords>;

function refuseTogether(option: string, others: readonly (keyof Values)[], values: Values): void {
  const other = others.find((name) => values[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} has no meaning with ${option}.`);
}

function readText(option: string, given: string): string {
  if (given !== "") return given;
  throw new UsageError(`${option} must not be empty.`);
}

function readNewest(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const time = given === "now" ? Date.now() : Date.parse(given);
  if (time >= 0) return time - (time % 1000);
  throw new UsageError(`--newest must be now or a time such as 2025-07-01T13:00:00Z, not ${JSON.stringify(given)}.`);
}

/** Values of secrets stay out of messages. */
function readCredentials(accessKeyId: string | undefined, secretAccessKey: string | undefined): Command["credentials"] {
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  const [given, missing] = accessKeyId
    ? ["access-key-id", "secret-access-key"]
    : ["secret-access-key", "access-key-id"];
  throw new UsageError(`--${missing} is missing beside --${given}.`);
}

function readFaultsOption(given: string): readonly Fault[] {
  try {
    return readFaults(JSON.parse(given));
  } catch (error) {
    throw new UsageError(`--faults: ${error instanceof Error ? error.message : error}`);
  }
}
