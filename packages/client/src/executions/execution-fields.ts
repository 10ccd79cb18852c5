import type { Execution, ListExecutionsResponse } from "@coc-executions/types";

/** Each field of a ticket or of an answer, and what its type says of null. */
export type FieldTable<Fields> = {
  readonly [Name in keyof Fields]-?: null extends Fields[Name] ? "may be null" : "never null";
};

/**
 * The fields of a ticket that the contract knows, by which a client notices what it does not. The type comes from the
 * contract: where the compiler complains here, the contract has gained a field, lost one, or changed whether one may be
 * null; put down the same in this table.
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

/** The same for the body of an answer itself. */
export const ENVELOPE_FIELDS: FieldTable<ListExecutionsResponse> = {
  error_code: "may be null",
  error_msg: "may be null",
  data: "never null",
  total: "never null",
};
