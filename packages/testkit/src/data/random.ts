/** A source of numbers from 0 up to, not including, 1. */
export type Random = () => number;

/**
 * The same numbers for the same seed, on every platform: mulberry32, which needs 32-bit integers only.
 *
 * Source: Tommy Ettinger, public domain, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `min` to `max`, both included. */
export function integerBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** Any one of the items, which must not be none. */
export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** One of the items, each as likely as its weight is of all weights together. */
export function pickWeighted<T>(random: Random, items: readonly [Weighted<T>, ...Weighted<T>[]]): T {
  let left = random() * sumOf(items);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return items[0][0];
}

const sums = new WeakMap<readonly Weighted<unknown>[], number>();

/** The sum of the weights, added up once for each array. */
function sumOf(items: readonly Weighted<unknown>[]): number {
  const known = sums.get(items);
  if (known !== undefined) return known;
  const sum = items.reduce((total, [, weight]) => total + weight, 0);
  sums.set(items, sum);
  return sum;
}

/** An item and how often it comes, in relation to its neighbours. */
export type Weighted<T> = readonly [item: T, weight: number];

/** Lower-case hexadecimal digits. */
export function hexDigits(random: Random, count: number): string {
  let digits = "";
  while (digits.length < count) digits += Math.floor(random() * 16).toString(16);
  return digits;
}
