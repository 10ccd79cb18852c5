import { seededRandom } from "../data/random.ts";
import type { OpenCall } from "../mock-api/call.ts";
import { asksFor } from "../operations/asks-for.ts";
import { checkFault } from "./check-fault.ts";
import type { Fault } from "./fault.ts";

/** What became of a fault. @sealed */
export interface FaultHandle {
  readonly fault: Fault;
  /** How many calls it has befallen. */
  readonly used: number;
  /** How many more it will befall; 0 when it is used up or cancelled. */
  readonly left: number;
  /** Lets no further call fail. */
  cancel(): void;
}

/** The faults that wait for their calls, in the order in which they were given. */
export interface FaultQueue {
  /** All that were given, used up or not. */
  readonly handles: readonly FaultHandle[];
  fail(fault: Fault): FaultHandle;
  /** The first that `strikes` here and befalls the call. */
  takeFirst<F extends Fault>(call: OpenCall, strikes: (fault: Fault) => fault is F): F | undefined;
  /** All that `strike` here and befall the call. */
  takeAll<F extends Fault>(call: OpenCall, strikes: (fault: Fault) => fault is F): readonly F[];
  clear(): void;
}

interface Waiting {
  readonly fault: Fault;
  used: number;
  left: number;
}

export function createFaultQueue(seed: number): FaultQueue {
  let queue: Waiting[] = [];
  const handles: FaultHandle[] = [];
  // Another stream than that of the request ids, which must not change with the faults that a test adds.
  let random = seededRandom(seed + 1);

  function befalls({ fault, left }: Waiting, call: OpenCall): boolean {
    if (left === 0 || !matches(fault, call)) return false;
    return fault.rate === undefined || random() < fault.rate;
  }

  function use(waiting: Waiting, call: OpenCall): void {
    waiting.used++;
    waiting.left--;
    call.faults.push(waiting.fault);
  }

  return {
    handles,
    fail(fault) {
      checkFault(fault);
      const waiting: Waiting = { fault, used: 0, left: fault.times ?? (fault.rate === undefined ? 1 : Infinity) };
      queue.push(waiting);
      const handle: FaultHandle = {
        fault,
        get used() {
          return waiting.used;
        },
        get left() {
          return waiting.left;
        },
        cancel() {
          waiting.left = 0;
        },
      };
      handles.push(handle);
      return handle;
    },
    takeFirst(call, strikes) {
      for (const waiting of queue) {
        const { fault } = waiting;
        if (!strikes(fault) || !befalls(waiting, call)) continue;
        use(waiting, call);
        return fault;
      }
      return undefined;
    },
    takeAll(call, strikes) {
      return queue.flatMap((waiting) => {
        const { fault } = waiting;
        if (!strikes(fault) || !befalls(waiting, call)) return [];
        use(waiting, call);
        return [fault];
      });
    },
    clear() {
      for (const waiting of queue) waiting.left = 0;
      queue = [];
      handles.length = 0;
      random = seededRandom(seed + 1);
    },
  };
}

function matches({ match }: Fault, call: OpenCall): boolean {
  if (match === undefined) return true;
  return typeof match === "function" ? match(call) : asksFor(call.query, match);
}
