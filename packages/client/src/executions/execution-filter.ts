import type { Time } from "./time.ts";

/**
 * Which tickets to list. All conditions hold together; a key that is left out or undefined asks for nothing. The service
 * cannot filter by status or type: use `where` with `hasStatus` and `hasType`.
 */
export interface ExecutionFilter {
  /** Part of the creator's name. */
  readonly creator?: string | undefined;
  /** Only tickets that started later than this, not at it. See `since`, which allows for that. */
  readonly start_time?: Time | undefined;
  /**
   * Only tickets with a time earlier than this, not at it. Which time of a ticket that is, and whether tickets that still run
   * pass, is not known of the service: where none may be lost, use `where: startedBefore(time)`.
   */
  readonly end_time?: Time | undefined;
  /** Part of the job's name. */
  readonly document_name?: string | undefined;
  /** The job's id, whole: `DM…`. */
  readonly document_id?: string | undefined;
  /** Custom tags, `{ env: "prod" }`, or the wire's own form `"env=prod,team=core"`. Neither keys nor values can hold `=` or `,`. */
  readonly tags?: Readonly<Record<string, string>> | string | undefined;
  /** True leaves out the tickets that other tickets started. */
  readonly exclude_child_executions?: boolean | undefined;
}
