import { isObject } from "../check-option.ts";
import { checkFault } from "./check-fault.ts";
import type { Fault } from "./fault.ts";

/**
 * One fault or an array of them, out of JSON, which has no `Infinity`: `"times": null` stands for it.
 *
 * @throws {TypeError} for the first that does not exist or cannot be.
 */
export function readFaults(given: unknown): readonly Fault[] {
  const faults = [given].flat().map(withInfinity);
  faults.forEach(checkFault);
  return faults as Fault[];
}

function withInfinity(fault: unknown): unknown {
  const isForEver = isObject(fault) && "times" in fault && fault.times === null;
  return isForEver ? { ...fault, times: Number.POSITIVE_INFINITY } : fault;
}
