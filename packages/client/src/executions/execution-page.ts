import type { Execution } from "@coc-executions/types";

/** One answer of the service. */
export interface ExecutionPage {
  /** The tickets as the wire sent them. An `id` beyond 2^53, which no number holds exactly, is a string of its digits. */
  readonly items: readonly Execution[];
  /** How many tickets match the filter, at this moment and by the service's word; undefined where it gave no number. */
  readonly total: number | undefined;
  /** Where this page begins in the list; the first ticket is 0. */
  readonly offset: number;
  /** How many tickets were asked for. The service may send fewer, also before the list ends. */
  readonly limit: number;
  /** What to quote to the vendor's support. */
  readonly requestId: string | undefined;
  /** Requests that this page took, retries included. */
  readonly attempts: number;
  /** Milliseconds spent waiting: for a turn, and between them. */
  readonly waited: number;
}
