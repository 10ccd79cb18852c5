import { EXECUTION_STATUSES, EXECUTION_TYPES, type Execution } from "@coc-executions/types";
import type { Redact } from "../fetch/redact.ts";
import type { DriftEvent } from "../observe/client-event.ts";
import { ENVELOPE_FIELDS, EXECUTION_FIELDS } from "./execution-fields.ts";
import type { JsonObject } from "./read-page.ts";

/** What an observer was told, so that it is told once. */
export type ToldDrift = Readonly<Record<DriftEvent["what"], Set<string>>>;

/** An answer: the tickets, and the body that they came in. */
export interface DriftSource {
  readonly envelope: JsonObject;
  readonly items: readonly Execution[];
}

/** Tells of one departure from the contract. */
export type TellDrift = (what: DriftEvent["what"], name: string) => void;

/** How many names of a kind are told and kept, and how long each may be: a hostile service must not fill the memory. */
const MOST_NAMES = 100;
const LONGEST_NAME = 100;

const STATUSES: ReadonlySet<unknown> = new Set(EXECUTION_STATUSES);
const TYPES: ReadonlySet<unknown> = new Set(EXECUTION_TYPES);

export function createToldDrift(): ToldDrift {
  return { field: new Set(), status: new Set(), type: new Set(), null: new Set() };
}

/** Looks through an answer for what the contract does not know, and tells what was not told before. */
export function tellDrift({ envelope, items }: DriftSource, told: ToldDrift, tell: TellDrift, redact: Redact): void {
  const note: TellDrift = (what, fullName) => {
    const names = told[what];
    if (names.size >= MOST_NAMES || names.has(fullName)) return;
    const name = shorten(redact(fullName));
    if (names.has(name)) return;
    names.add(name);
    tell(what, name);
  };
  const noteFields = (object: JsonObject, known: Readonly<Record<string, string>>, prefix: string): void => {
    for (const name of Object.keys(object)) {
      if (!Object.hasOwn(known, name)) note("field", prefix + name);
      else if (object[name] === null && known[name] === "never null") note("null", prefix + name);
    }
  };
  noteFields(envelope, ENVELOPE_FIELDS, "envelope.");
  for (const ticket of items) {
    noteFields(ticket, EXECUTION_FIELDS, "");
    if (isUnknown(ticket.status, STATUSES)) note("status", nameOf(ticket.status));
    if (isUnknown(ticket.type, TYPES)) note("type", nameOf(ticket.type));
  }
}

function isUnknown(value: unknown, known: ReadonlySet<unknown>): boolean {
  return value !== undefined && value !== null && !known.has(value);
}

/** A value that is no text may be a tree of any depth; its kind is all that is told of it. */
function nameOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value;
}

/** Put together anew, since a slice may hold on to the whole text that it was cut from. */
function shorten(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const characters = Array.from(name.slice(0, 2 * LONGEST_NAME));
  return `${characters.slice(0, LONGEST_NAME - 1).join("")}…`;
}
