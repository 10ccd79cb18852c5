import type { Execution } from "@coc-executions/types";
import { InvalidArgumentError } from "commander";

/** A field of a ticket, by its name on the wire. */
export type Field = keyof Execution;

/** Every field of the contract, in the order of the vendor's example; the compiler tells when one is missing. */
const ORDER: Readonly<Record<Field, number>> = {
  id: 0,
  execution_id: 1,
  type: 2,
  document_name: 3,
  document_id: 4,
  document_version_id: 5,
  document_version: 6,
  start_time: 7,
  end_time: 8,
  update_time: 9,
  status: 10,
  description: 11,
  parameters: 12,
  target_parameter_name: 13,
  targets: 14,
  creator: 15,
  tags: 16,
  sys_tags: 17,
};

/** The names of all fields. */
export const FIELDS: readonly Field[] = Object.keys(ORDER).filter(isField);

/** Reads `--fields a,b`. */
export function parseFields(text: string): readonly Field[] {
  const names = text.split(",").map((name) => name.trim());
  const fields = names.filter(isField);
  const unknown = names.find((name) => !isField(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no field "${unknown}". Use some of ${FIELDS.join(", ")}.`);
  return fields;
}

export function isField(name: string): name is Field {
  return Object.hasOwn(ORDER, name);
}
