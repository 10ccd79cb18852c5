import type { Execution } from "@coc-executions/types";
import { checkKeys } from "../check-option.ts";
import { EXECUTION_FIELDS } from "./check-execution.ts";
import { executionIdAt } from "./vendor-ids.ts";

const START = Date.UTC(2025, 6, 1, 4, 0, 0);
const RUNS_FOR = 90_000;
const LAST_DAY = Date.UTC(9999, 11, 31);
const NOT_ENDED: readonly unknown[] = ["Pending", "Running", "Canceling"];

/**
 * One whole ticket, made to fit what is given: its `execution_id` follows `id` and `start_time`, its end the start and the
 * status. Pure: the same overrides give the same ticket, so give each one an `id` or `execution_id` of its own.
 *
 * ```ts
 * execution({ id: 2, status: "Running" })   // end_time is null
 * ```
 *
 * @throws {TypeError} for a field that the contract does not have, which is surely misspelt: spread a ticket to add one.
 */
export function execution(overrides: Partial<Execution> = {}): Execution {
  checkKeys("the overrides of execution()", overrides, EXECUTION_FIELDS);
  const id = overrides.id ?? 1;
  const given = overrides.start_time ?? START;
  // A ticket that the contract forbids can be made too, so that a test can see it refused.
  const start = given >= 0 && given < LAST_DAY ? given : START;
  const ended = !NOT_ENDED.includes(overrides.status ?? "Succeed");
  const end = overrides.end_time === undefined ? (ended ? start + RUNS_FOR : null) : overrides.end_time;
  return {
    id,
    execution_id: executionIdAt(start, serialOf(id)),
    type: "NORMAL",
    document_name: "restart-service",
    document_id: "DM2025063021171000000001",
    document_version_id: "6b3a059d-2cca-4bb0-82c0-e95a1c40f7d2",
    document_version: "v1",
    start_time: start,
    end_time: end,
    update_time: end ?? start,
    status: "Succeed",
    description: null,
    parameters: [],
    target_parameter_name: null,
    targets: null,
    creator: "COC-Script",
    tags: [],
    sys_tags: [],
    ...overrides,
  };
}

/** The last digits of an integer. Of any other id, a number that its characters make. */
function serialOf(id: number | string): number {
  const text = String(id);
  if (/^\d+$/.test(text)) return Number(text.slice(-6));
  return [...text].reduce((serial, character) => (serial * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000, 0);
}
