import type { Execution } from "@coc-executions/types";
import type { Fault } from "../faults/fault.ts";
import type { Call } from "../mock-api/call.ts";
import type { Unknowns } from "../operations/unknowns.ts";
import type { ExecutionStore } from "../store/execution-store.ts";

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
  /** Creates what changes the list before each response, once for each run. */
  readonly change?: (() => (call: Call, executions: ExecutionStore) => void) | undefined;
}
