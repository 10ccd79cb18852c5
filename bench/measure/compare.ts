import { measure } from "mitata";
import { ratios, type Spread, spreadOf } from "./spread.ts";

/** One way to do the job. */
export interface Contender {
  readonly name: string;
  readonly call: () => unknown;
}

/** What one contender cost: microseconds a call, and each round's ratio to the first contender. */
export interface Figures {
  readonly name: string;
  readonly cpu: Spread;
  readonly cpuRatio: Spread;
  readonly wall: Spread;
  readonly wallRatio: Spread;
}

export interface Rounds {
  readonly rounds: number;
  /** Calls between two looks at the clock; enough for some milliseconds, and a multiple of four, since mitata makes four in a row. */
  readonly calls: number;
  /** How many are under way at a time, where a contender makes so many in one. @default 1 */
  readonly inFlight?: number;
}

/**
 * Runs all contenders in each round, every round from another one on. A busy neighbour then slows all of them, and a ratio
 * within one round stays true. CPU time is that of the whole process: the collector and the compiler work for the contender too.
 */
export async function compare(
  contenders: readonly Contender[],
  { rounds, calls, inFlight = 1 }: Rounds,
): Promise<Figures[]> {
  const costs = contenders.map(({ name, call }) => ({ name, call, cpu: [] as number[], wall: [] as number[] }));
  const warmUp = 10; // until all of it is compiled
  for (let round = -warmUp; round < rounds; round++) {
    const first = (round + warmUp) % costs.length;
    for (const cost of [...costs.slice(first), ...costs.slice(0, first)]) {
      const cpu = (await microseconds(cost.call, calls, cpuTime)) / inFlight;
      const wall = (await microseconds(cost.call, calls, wallTime)) / inFlight;
      if (round < 0) continue;
      cost.cpu.push(cpu);
      cost.wall.push(wall);
    }
  }
  return costs.map(({ name, cpu, wall }) => ({
    name,
    cpu: spreadOf(cpu),
    cpuRatio: ratios(cpu, costs[0]?.cpu ?? []),
    wall: spreadOf(wall),
    wallRatio: ratios(wall, costs[0]?.wall ?? []),
  }));
}

/**
 * Microseconds a call on average, by mitata, which awaits only what has to be awaited. No garbage is collected on purpose: that
 * throws away compiled code as well, and a client that reads page after page runs compiled code.
 */
async function microseconds(call: () => unknown, calls: number, now: () => number): Promise<number> {
  const always = Number.MAX_SAFE_INTEGER; // any call is short enough to be measured by the batch
  const { avg } = await measure(call, {
    now,
    gc: false,
    batch_samples: calls,
    batch_threshold: always,
    warmup_threshold: always,
    min_samples: 3,
    min_cpu_time: 20e6,
  });
  return avg / 1000;
}

/** In nanoseconds, as mitata counts. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function wallTime(): number {
  return performance.now() * 1e6;
}
