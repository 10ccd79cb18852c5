import type {
  Execution,
  KnownExecutionStatus,
  KnownExecutionType,
  ListExecutionsResponse,
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
  transport.inspectPage = (request, envelope, items) => reportDrift(emit, reported, request, envelope, items);
}

function reportDrift(
  emit: Emit,
  reported: Reported,
  request: Request,
  envelope: JsonObject,
  items: readonly Execution[],
): void {
  function report(what: DriftEvent["what"], fullName: string): void {
    const names = reported[what];
    if (names.size >= MAX_NAMES || names.has(fullName)) return;
    const name = printable(shorten(redactorOf(request)(fullName)));
    if (names.has(name)) return;
    names.add(name);
    emit({ kind: "drift", what, name });
  }
  function reportFields(object: JsonObject, known: Readonly<Record<string, string>>, prefix: string): void {
    for (const name of Object.keys(object)) {
      if (!hasOwn(known, name)) report("field", prefix + name);
      else if (object[name] === null && known[name] === "never null") report("null", prefix + name);
    }
  }

  reportFields(envelope, ENVELOPE_FIELDS, "envelope.");
  for (const ticket of items) {
    reportFields({ ...ticket }, EXECUTION_FIELDS, "");
    if (isUnknown(ticket.status, STATUSES)) report("status", nameOf(ticket.status));
    if (isUnknown(ticket.type, TYPES)) report("type", nameOf(ticket.type));
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

/** Each field of a ticket or of a response, and what its type says of null. */
export type FieldTable<Fields> = {
  readonly [Name in keyof Fields]-?: null extends Fields[Name] ? "may be null" : "never null";
};

/**
 * The fields of a ticket that the contract knows, by which a client notices what it does not. The type comes from the
 * contract: if the compiler complains here, the contract has gained a field, lost one, or changed whether one may be
 * null; change the table likewise.
 */
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

/** The same for the body of a response itself. */
const ENVELOPE_FIELDS: FieldTable<ListExecutionsResponse> = {
  error_code: "may be null",
  error_msg: "may be null",
  data: "never null",
  total: "never null",
};
