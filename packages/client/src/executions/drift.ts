import type {
  Execution,
  ExecutionInstance,
  ExecutionStep,
  KnownExecutionStatus,
  KnownExecutionType,
  paths,
} from "@coc-executions/types";
import { hasOwn, printable } from "../errors.ts";
import type { DriftEvent, Emit } from "../events.ts";
import { redactorOf } from "../redact.ts";
import type { JsonObject, Transport } from "../transport.ts";

/** What an observer has received, so that each is reported once. */
type Reported = Readonly<Record<DriftEvent["what"], Set<string>>>;

/** How many names of a kind are reported and kept, and how long each may be: a hostile service must not fill the memory. */
const MAX_NAMES = 100;
const MAX_LENGTH = 100;

/**
 * Has the transport report what a response holds that the contract does not describe, as events of the kind `drift`, each once.
 * `createClient` calls this; a program of functions carries it only if it calls it too. Does nothing without `observe`.
 */
export function observeDrift(transport: Transport): void {
  const { emit } = transport;
  if (emit === undefined) return;
  const reported: Reported = { field: new Set(), status: new Set(), type: new Set(), null: new Set() };
  transport.inspectPage = (request, envelope, items, path) =>
    reportDrift(emit, reported, request, envelope, items, FIELDS[path]);
}

function reportDrift(
  emit: Emit,
  reported: Reported,
  request: Request,
  envelope: JsonObject,
  items: readonly object[],
  fields: { readonly prefix: string; readonly envelope: NullTable; readonly row: NullTable },
): void {
  function report(what: DriftEvent["what"], fullName: string): void {
    const names = reported[what];
    if (names.size >= MAX_NAMES || names.has(fullName)) return;
    const name = printable(shorten(redactorOf(request)(fullName)));
    if (names.has(name)) return;
    names.add(name);
    emit({ kind: "drift", what, name });
  }
  function reportFields(object: JsonObject, known: NullTable, prefix: string): void {
    for (const name of Object.keys(object)) {
      if (!hasOwn(known, name)) report("field", prefix + name);
      else if (object[name] === null && known[name] === "never null") report("null", prefix + name);
    }
  }

  reportFields(envelope, fields.envelope, "envelope.");
  for (const row of items) {
    const item: JsonObject = { ...row };
    reportFields(item, fields.row, fields.prefix);
    if (isUnknown(item.status, STATUSES)) report("status", nameOf(item.status));
    if (isUnknown(item.type, TYPES)) report("type", nameOf(item.type));
  }
}

function isUnknown(value: unknown, known: object): boolean {
  return value !== undefined && value !== null && !(typeof value === "string" && hasOwn(known, value));
}

/** A value that is not a string may be a tree of any depth; only its type is reported. */
function nameOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value;
}

/** Joined from its characters, since a slice may keep the whole text that it was cut from in memory. */
function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  const characters = Array.from(name.slice(0, 2 * MAX_LENGTH));
  return `${characters.slice(0, MAX_LENGTH - 1).join("")}…`;
}

// The tables below hold what the contract describes. Their types come from it: if the compiler complains here, the contract has gained
// or lost something; change the table likewise. (Values of the package of the types would cost each program that starts two more files.)

const STATUSES: Readonly<Record<KnownExecutionStatus, true>> = {
  Pending: true,
  Running: true,
  Succeed: true,
  Succeeded: true,
  Canceling: true,
  Canceled: true,
  Failed: true,
  Timeout: true,
};

const TYPES: Readonly<Record<KnownExecutionType, true>> = { BATCH: true, RATE_CONTROL: true, NORMAL: true };

type NullTable = Readonly<Record<string, "may be null" | "never null">>;

/** Each field of a row or of a response, and what its type says of null. */
export type FieldTable<Fields> = {
  readonly [Name in keyof Fields]-?: null extends Fields[Name] ? "may be null" : "never null";
};

/** What a response of an operation may hold. */
interface OperationFields<Body, Row> {
  /** What stands before the names of the fields of a row. */
  readonly prefix: string;
  /** The fields of the body itself. */
  readonly envelope: FieldTable<Body>;
  readonly row: FieldTable<Row>;
}

/** The fields of a ticket that the contract knows. */
export const EXECUTION_FIELDS: FieldTable<Execution> = {
  id: "never null",
  execution_id: "never null",
  document_name: "never null",
  document_id: "never null",
  document_version_id: "never null",
  document_version: "never null",
  start_time: "never null",
  end_time: "may be null",
  update_time: "never null",
  creator: "never null",
  status: "never null",
  description: "may be null",
  parameters: "never null",
  sys_tags: "never null",
  tags: "never null",
  type: "never null",
  target_parameter_name: "may be null",
  targets: "may be null",
};

const STEP_FIELDS: FieldTable<ExecutionStep> = {
  execution_step_id: "never null",
  action: "never null",
  name: "never null",
  status: "never null",
  message: "may be null",
  start_time: "may be null",
  end_time: "may be null",
  inputs: "may be null",
  outputs: "may be null",
  properties: "may be null",
};

const INSTANCE_FIELDS: FieldTable<ExecutionInstance> = {
  id: "never null",
  execution_instance_id: "never null",
  execution_step_id: "never null",
  status: "never null",
  message: "may be null",
  start_time: "may be null",
  end_time: "may be null",
  properties: "may be null",
};

// Without a spread, which bundlers take for something that has effects, and so keep.
const ONE = { error_code: "may be null", error_msg: "may be null", data: "may be null" } as const;
const LIST = { error_code: "may be null", error_msg: "may be null", data: "never null", total: "never null" } as const;

/** The body of the 200 of an operation. */
type BodyOf<Path extends keyof paths> = paths[Path]["get"]["responses"][200]["content"]["application/json"];
/** A row of it, or the one thing that it holds. */
type RowOf<Data> = Data extends readonly (infer Row)[] ? Row : Data;

/** By this a client notices what the contract does not describe. If the compiler misses a path here, the contract has a new operation. */
const FIELDS: {
  readonly [Path in keyof paths]: OperationFields<BodyOf<Path>, RowOf<NonNullable<BodyOf<Path>["data"]>>>;
} = {
  "/v1/executions": { prefix: "", envelope: LIST, row: EXECUTION_FIELDS },
  "/v1/executions/{execution_id}": { prefix: "", envelope: ONE, row: EXECUTION_FIELDS },
  "/v1/executions/{execution_id}/steps": { prefix: "step.", envelope: LIST, row: STEP_FIELDS },
  "/v1/executions/instances": { prefix: "instance.", envelope: LIST, row: INSTANCE_FIELDS },
};
