import type { Execution } from "@coc-executions/types";
import type { Fault } from "../faults/fault.ts";
import type { Call } from "../mock-api/call.ts";
import type { Unknowns } from "../operations/unknowns.ts";
import type { ExecutionStore } from "../store/execution-store.ts";

/** What changes the list while it is read, made anew for each run. */
export interface Change {
  beforeAnswer(call: Call, executions: ExecutionStore): void;
  /** The list as it really is, where an answer may show an older one. Left out where the mock has it. */
  list?(): readonly Execution[];
}

/** A list, and what happens to it and to the answers while somebody reads all of it. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly sentence: string;
  /**
   * What a good client makes of it: `"exact"` if every stable ticket can be returned once; `"exact or error"` where it may also give
   * up, as long as it says so; `"error"` where there is nothing to be had.
   */
  readonly wanted: "exact" | "exact or error" | "error";
  readonly executions: () => readonly Execution[];
  readonly faults?: readonly Fault[] | undefined;
  readonly unknowns?: Partial<Unknowns> | undefined;
  readonly change?: (() => Change) | undefined;
  /** Whether a cache stands between. */
  readonly cached?: boolean | undefined;
  /** Whether the listing is left and continued: at one answer, in a run for each; or again and again in one run. */
  readonly resumed?: "at each answer" | "again and again" | undefined;
  /** Whether the access key changes in the middle. */
  readonly rotated?: boolean | undefined;
}
