import { hexDigits, seededRandom } from "../data/random.ts";
import { OPERATIONS } from "../operations/index.ts";
import { type ReadQuery, readQuery } from "../operations/read-query.ts";
import { type Route, routeOf } from "../operations/route.ts";
import type { Unknowns } from "../operations/unknowns.ts";
import type { Call, OpenCall } from "./call.ts";
import { splitTarget, type WireAnswer, type WireRequest } from "./wire.ts";

const SECRET_HEADERS: readonly string[] = [
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-auth-token",
  "x-security-token",
];

/** A call, and what its address says. */
export interface OpenedCall {
  readonly call: OpenCall;
  readonly route: Route | undefined;
  readonly read: ReadQuery;
}

/** What of the mock's settings the log needs. */
export interface CallLogSettings {
  readonly unknowns: Unknowns;
  readonly seed: number;
  readonly maxCalls: number;
}

/** The calls so far, oldest first. */
export interface CallLog {
  readonly calls: readonly Call[];
  /** How many older calls were dropped, so that a day of them does not fill the memory. */
  readonly dropped: number;
  open(request: WireRequest): OpenedCall;
  /** Notes what was answered, and whether it arrived as it should. */
  close(call: OpenCall, answer: WireAnswer, isGood: boolean): void;
  clear(): void;
}

export function createCallLog({ unknowns, seed, maxCalls }: CallLogSettings): CallLog {
  const calls: OpenCall[] = [];
  let dropped = 0;
  const latest = new Map<string, Call>();
  const good = new WeakSet<Call>();
  let random = seededRandom(seed);
  /** A tenth at a time, since the rest has to move up. */
  function dropOldest(): void {
    const oldest = new Set<Call>(calls.splice(0, Math.ceil(maxCalls / 10)));
    dropped += oldest.size;
    for (const [key, call] of latest) if (oldest.has(call)) latest.delete(key);
  }

  return {
    calls,
    get dropped() {
      return dropped;
    },
    open({ method, origin, target, headers }) {
      const { path, queryString } = splitTarget(target);
      const route = routeOf(method, path);
      const readers = route === undefined ? {} : OPERATIONS[route.operation].parameters;
      const read = readQuery(queryString, readers, unknowns);
      const key = `${method} ${target}`;
      const before = latest.get(key);
      const call: OpenCall = {
        number: dropped + calls.length + 1,
        attempt: before === undefined || good.has(before) ? 1 : before.attempt + 1,
        method,
        url: origin + target,
        path,
        operation: route?.operation,
        query: read.query,
        headers: withoutSecrets(headers),
        signedBy: undefined,
        faults: [],
        status: undefined,
        outcome: undefined,
        requestId: hexDigits(random, 32),
      };
      if (calls.length >= maxCalls) dropOldest();
      calls.push(call);
      latest.set(key, call);
      return { call, route, read };
    },
    close(call, { status, summary, delivery }, isGood) {
      if (delivery.kind === "broken" && delivery.at === "headers") return;
      call.status = status;
      call.outcome = summary;
      if (isGood) good.add(call);
    },
    clear() {
      calls.length = 0;
      dropped = 0;
      latest.clear();
      random = seededRandom(seed);
    },
  };
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? "(hidden)" : value]),
  );
}
