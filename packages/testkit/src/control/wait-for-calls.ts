import { checkInteger, checkKeys, type IntegerRange } from "../check-option.ts";
import type { MockControls } from "../mock-api/engine.ts";

/** Up to ten minutes: longer than any test waits. */
const TIMEOUT: IntegerRange = { min: 0, max: 600_000, unit: "milliseconds" };

/** How it ended: `reached` is false when the time was up first. */
export interface WaitedForCalls {
  readonly calls: number;
  readonly reached: boolean;
}

/** Answers as soon as there were `count` calls, or when `timeout` is up: in real milliseconds, whatever the mock's clock says. */
export async function waitForCalls(
  mock: MockControls,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<WaitedForCalls> {
  checkKeys("the query", Object.fromEntries(query), ["count", "timeout"]);
  const count = readInteger("count", query.get("count"), { min: 0 });
  const timeout = readInteger("timeout", query.get("timeout") ?? "10000", TIMEOUT);
  const until = performance.now() + timeout;
  while (countCalls(mock) < count && performance.now() < until && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { calls: countCalls(mock), reached: countCalls(mock) >= count };
}

/** Those too that are not kept any more. */
export function countCalls({ calls, droppedCalls }: MockControls): number {
  return calls.length + droppedCalls;
}

function readInteger(name: string, given: string | null, range: IntegerRange): number {
  const value = given !== null && /^\d+$/.test(given) ? Number(given) : given;
  checkInteger(name, value, range);
  return Number(value);
}
