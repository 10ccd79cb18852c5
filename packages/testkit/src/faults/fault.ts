import type { Call } from "../mock-api/call.ts";
import type { CallQuery } from "../operations/read-query.ts";
import type { FaultEffect } from "./fault-effect.ts";

/** Something that goes wrong, as data. Give it to `fail`. */
export type Fault = FaultUse & FaultEffect;

/** The name of what goes wrong. */
export type FaultKind = Fault["kind"];

/** Which calls a fault befalls. */
export interface FaultUse {
  /** Only calls for which it is true, or whose query holds all of these. Default: any call. */
  readonly match?: ((call: Call) => boolean) | CallQuery | undefined;
  /** How many calls it befalls; `Infinity` for all. Default: 1, or all where `rate` is given. */
  readonly times?: number | undefined;
  /** The chance with which it befalls a call that matches, above 0 and up to 1. Seeded. Default: 1. */
  readonly rate?: number | undefined;
}
